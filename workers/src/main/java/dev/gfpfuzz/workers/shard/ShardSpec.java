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
    /** How many runs a scenario of the generator's gets before the next one. */
    public static final int GENERATOR_RUNS = 500;

    /** What run {@code i} runs: the target, or the generator's scenario for it. */
    public Target target(long i) {
        return target.kind() == Target.Kind.GENERATOR
                ? target.atSeed(SplitMix64.seedOf(SplitMix64.seedOf(~seed, shard), i / GENERATOR_RUNS))
                : target;
    }

    /** The run from which on another target is run than for run {@code i}. */
    long endOfTarget(long i) {
        return target.kind() == Target.Kind.GENERATOR
                ? Math.min(schedules, (i / GENERATOR_RUNS + 1) * GENERATOR_RUNS)
                : schedules;
    }

    /** Seed of run {@code i} of this shard, i = 0..schedules-1; O(1). */
    public long runSeed(long i) {
        return SplitMix64.seedOf(SplitMix64.seedOf(seed, shard), i);
    }
}
