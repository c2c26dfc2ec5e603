package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;

/**
 * The unit of distributed work: {@code schedules} runs of one target, each addressed by its number alone.
 *
 * @param shard number of the shard in its campaign, from 0
 * @param target what is run
 * @param strategy as users write it: {@code pct:depth=3}
 * @param knowledge what the strategy has learned in earlier rounds; empty for those that do not learn
 * @param seed the campaign's seed
 * @param schedules number of runs, at least 1
 * @param stepsMax steps after which a run is cut off, at least 1
 */
public record ShardSpec(
        long shard, Target target, String strategy, Knowledge knowledge, long seed, long schedules, int stepsMax) {
    /** Seed of run {@code i} of this shard, i = 0..schedules-1; O(1). */
    public long runSeed(long i) {
        return SplitMix64.seedOf(SplitMix64.seedOf(seed, shard), i);
    }
}
