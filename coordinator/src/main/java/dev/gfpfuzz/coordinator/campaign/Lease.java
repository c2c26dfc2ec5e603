package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.workers.protocol.Job;

/**
 * A worker's claim.
 *
 * @param work what the coordinator calls it
 * @param job what the worker is told
 * @param since when it was made
 * @param until when it runs out, unless it is renewed
 */
public record Lease<W>(long id, String worker, W work, Job job, long since, long until) {}
