package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.search.Subtree;

/**
 * A share of an exhaustive search.
 *
 * @param target one scenario under one profile; no generator and no property
 * @param subtree where in the tree of its runs
 */
public record SubtreeSpec(Target target, Subtree subtree) {}
