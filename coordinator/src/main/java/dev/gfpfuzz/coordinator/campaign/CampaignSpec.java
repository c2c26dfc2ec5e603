package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;

/**
 * What a campaign does. Everything that a result depends on is in here; how many workers there are is not.
 *
 * <p>Shards are numbered across the targets in turn, shard s being the (s / targets)-th of target s % targets, so that a
 * campaign that stops early has treated its targets alike.
 *
 * @param targets at least 1; a target may occur once
 * @param strategy as users write it: {@code portfolio}, {@code pct:depth=3}
 * @param seed everything random derives from it
 * @param budget how many runs, or how long
 * @param shardSize runs per shard, at least 1
 */
public record CampaignSpec(List<Target> targets, String strategy, long seed, Budget budget, int shardSize) {
    /** A shard takes about a fifth of a second: few messages, and little to lose. */
    public static final int SHARD_SIZE = 20_000;

    public CampaignSpec {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("A campaign without a target");
        }
        if (targets.stream().distinct().count() != targets.size()) {
            throw new IllegalArgumentException("A campaign with the same target twice");
        }
        if (shardSize < 1) {
            throw new IllegalArgumentException("Shards of " + shardSize + " schedules; it takes at least 1");
        }
    }

    public CampaignSpec(List<Target> targets, String strategy, long seed, Budget budget) {
        this(targets, strategy, seed, budget, SHARD_SIZE);
    }

    /** Number of shards; {@code Long.MAX_VALUE} when the budget is a time. */
    public long shards() {
        if (!(budget instanceof Budget.Schedules b)) {
            return Long.MAX_VALUE;
        }
        int n = targets.size();
        long rounds = (share(b, 0) + shardSize - 1) / shardSize;
        // The shares differ by one at most, so only the last round can be incomplete, and only at its end.
        long last = 0;
        for (int t = 0; t < n; t++) {
            if (share(b, t) > (rounds - 1) * shardSize) {
                last++;
            }
        }
        return (rounds - 1) * n + last;
    }

    /** Shard {@code s}, 0..shards()-1, run with what its strategy knows by then. */
    public ShardSpec shard(long s, Knowledge knowledge) {
        int t = targetOf(s);
        long schedules = shardSize;
        if (budget instanceof Budget.Schedules b) {
            schedules = Math.min(shardSize, share(b, t) - s / targets.size() * shardSize);
        }
        return new ShardSpec(s, targets.get(t), strategy, knowledge, seed, schedules, Runner.STEPS_MAX);
    }

    /** Index of the target that shard {@code s} runs. */
    public int targetOf(long s) {
        return (int) (s % targets.size());
    }

    /** How many runs of its target come before run {@code run} of shard {@code s}. */
    public long position(long s, long run) {
        return s / targets.size() * shardSize + run;
    }

    private long share(Budget.Schedules b, int target) {
        int n = targets.size();
        return b.schedules() / n + (target < b.schedules() % n ? 1 : 0);
    }
}
