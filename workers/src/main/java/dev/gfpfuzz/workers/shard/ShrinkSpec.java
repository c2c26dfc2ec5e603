package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.schedule.Schedule;

/**
 * One finding to shrink.
 *
 * @param target where it was found
 * @param invariant the invariant it breaks; the shrunk run must break the same one
 * @param skeleton its causes; the shrunk run must have the same
 * @param schedule the choices of the run that broke it
 */
public record ShrinkSpec(Target target, String invariant, String skeleton, Schedule schedule) {}
