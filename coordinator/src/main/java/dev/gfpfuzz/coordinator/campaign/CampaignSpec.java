package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;
import java.util.Locale;

/**
 * What a campaign does. Everything that a result depends on is in here; how many workers there are is not.
 *
 * <p>Shards are numbered across the targets in turn, so that a campaign that stops early has treated its targets alike.
 * A generator of scenarios gets a turn after each other target: half of the budget.
 *
 * @param targets at least 1; a target may occur once
 * @param strategy as users write it: {@code portfolio}, {@code pct:depth=3}
 * @param seed everything random derives from it
 * @param budget how many runs, or how long; runs for 2,147,483,647 shards at most, as shards are numbered by an int
 *     wherever they are kept. More is a {@link CampaignException}: it is what a user asks for
 * @param shardSize runs per shard, at least 1
 */
public record CampaignSpec(List<Target> targets, String strategy, long seed, Budget budget, int shardSize) {
    /** A shard takes from a tenth of a second, where most steps are looked up, to some seconds: few messages, and little to lose. */
    public static final int SHARD_SIZE = 40_000;

    /** States that a second of a budget affords: a fraction of what the slowest models visit on one core. */
    private static final long STATES_PER_SECOND = 20_000;
    /** A space of this size is worth four times as many states as schedules. */
    private static final long SMALL_SPACE = 100_000;
    /** Tried whatever the budget. */
    private static final long SPACE_MIN = 1_000;

    public CampaignSpec {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("A campaign without a target");
        }
        if (targets.stream().distinct().count() != targets.size()) {
            throw new IllegalArgumentException("A campaign with the same target twice");
        }
        if (targets.stream().filter(t -> t.kind() == Target.Kind.GENERATOR).count() > 1) {
            throw new IllegalArgumentException("A campaign with two generators");
        }
        if (shardSize < 1) {
            throw new IllegalArgumentException("Shards of " + shardSize + " schedules; it takes at least 1");
        }
        long most = (long) (Integer.MAX_VALUE / cycle(targets)) * cycle(targets) * shardSize;
        if (budget instanceof Budget.Schedules b && b.schedules() > most) {
            throw new CampaignException(String.format(
                    Locale.ROOT,
                    "A campaign of %,d schedules is too long; accepted are 1 to %,d.",
                    b.schedules(),
                    most));
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
        int cycle = cycle();
        long rounds = (share(b, 0) + shardSize - 1) / shardSize;
        // The shares differ by one at most, so only the last round can be incomplete, and only at its end.
        long last = 0;
        for (int slot = 0; slot < cycle; slot++) {
            if (share(b, slot) > (rounds - 1) * shardSize) {
                last++;
            }
        }
        return (rounds - 1) * cycle + last;
    }

    /** Shard {@code s}, 0..shards()-1, run with what its strategy knows by then. */
    public ShardSpec shard(long s, Knowledge knowledge) {
        long schedules = schedules(s / cycle(), (int) (s % cycle()));
        return new ShardSpec(s, targets.get(targetOf(s)), strategy, knowledge, seed, schedules, Runner.STEPS_MAX);
    }

    /**
     * How many states the exhaustive search of a target may visit before the campaign contents itself with samples; 0
     * where there is no one space to search. It follows from the budget alone, so that it is the same whatever machine
     * the search runs on: a small budget still affords small spaces, and a large one about as much for the proof as for
     * the samples. A strategy that is exhaustive by name gets the standard bound.
     */
    public long statesMax(int target) {
        if (!targets.get(target).isOneSpace()) {
            return 0;
        }
        if (Strategies.parse(strategy).exhaustive()) {
            return Bounds.STATES_MAX;
        }
        long affordable = budget instanceof Budget.Schedules b
                ? b.schedules() / targets.size()
                : ((Budget.Seconds) budget).seconds() * STATES_PER_SECOND / targets.size();
        long small = Math.min(4 * affordable, SMALL_SPACE);
        return Math.max(SPACE_MIN, Math.min(Bounds.STATES_MAX, Math.max(small, affordable)));
    }

    /** Index of the target that shard {@code s} runs. */
    public int targetOf(long s) {
        int slot = (int) (s % cycle());
        int g = generator();
        if (g < 0 || targets.size() == 1) {
            return slot;
        }
        int other = slot / 2;
        return slot % 2 == 1 ? g : other < g ? other : other + 1;
    }

    /** How many shards of its target come before shard {@code s}. */
    public long ordinal(long s) {
        long round = s / cycle();
        int slot = (int) (s % cycle());
        return slot % 2 == 1 && generator() == targetOf(s) ? round * (cycle() / 2) + slot / 2 : round;
    }

    /** Whether what shard {@code s} does depends on what came of shard {@code of}. */
    public boolean restsOn(long s, long of) {
        return targetOf(s) == targetOf(of) && Rounds.restsOn(ordinal(s), ordinal(of));
    }

    /** How many runs of its target come before run {@code run} of shard {@code s}. */
    public long position(long s, long run) {
        int t = targetOf(s);
        long round = s / cycle();
        long before = 0;
        for (int slot = 0; slot < cycle(); slot++) {
            if (targetOf(slot) == t) {
                before += round * shardSize;
                before += slot < s % cycle() ? schedules(round, slot) : 0;
            }
        }
        return before + run;
    }

    /** How many shards there are before it is the same target's turn for the same reason again. */
    private int cycle() {
        return cycle(targets);
    }

    private static int cycle(List<Target> targets) {
        return generator(targets) < 0 || targets.size() == 1 ? targets.size() : 2 * (targets.size() - 1);
    }

    private int generator() {
        return generator(targets);
    }

    /** Index of the generator, -1 if there is none. */
    private static int generator(List<Target> targets) {
        for (int t = 0; t < targets.size(); t++) {
            if (targets.get(t).kind() == Target.Kind.GENERATOR) {
                return t;
            }
        }
        return -1;
    }

    private long schedules(long round, int slot) {
        return budget instanceof Budget.Schedules b
                ? Math.min(shardSize, share(b, slot) - round * shardSize)
                : shardSize;
    }

    private long share(Budget.Schedules b, int slot) {
        int n = cycle();
        return b.schedules() / n + (slot < b.schedules() % n ? 1 : 0);
    }
}
