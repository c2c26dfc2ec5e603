package dev.gfpfuzz.workers.shard;

/**
 * An exhaustive search of one target: all of its runs instead of some.
 *
 * @param target one scenario under one profile; no generator and no property
 * @param statesMax states after which the search gives up, at least 1
 */
public record SpaceSpec(Target target, long statesMax) {}
