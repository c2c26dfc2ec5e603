package dev.gfpfuzz.workers.protocol;

import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.ShrinkSpec;
import dev.gfpfuzz.workers.shard.SpaceSpec;
import dev.gfpfuzz.workers.shard.SubtreeSpec;

/** What a lease is for. */
public sealed interface Job {
    /** Run these schedules. */
    record RunShard(ShardSpec shard) implements Job {}

    /** Make this finding smaller. */
    record Shrink(ShrinkSpec finding) implements Job {}

    /** Search all runs of this target. */
    record SearchSpace(SpaceSpec space) implements Job {}

    /** Search the runs of this target that begin so. */
    record SearchSubtree(SubtreeSpec subtree) implements Job {}
}
