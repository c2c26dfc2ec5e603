package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;

/**
 * A bug planted to be found: a built-in scenario under a mutant that the campaign's strategy must trip over. It is leased
 * as a shard like any other and goes through everything that a shard goes through, but counts in no total. When it is not
 * found, silence about the campaign's own targets means nothing.
 *
 * @param scenario a built-in scenario's name
 * @param profile a mutant's name
 * @param invariant what the mutant breaks there
 */
public record Canary(String scenario, String profile, String invariant) {
    /**
     * Bugs that depend on the schedule and that every strategy finds in one run of ten or more, so that a whole shard
     * misses one with a probability below 1e-20.
     */
    static final List<Canary> KNOWN = List.of(
            new Canary("two-readers", "mut_release_silent", "no-stuck-waiter"),
            new Canary("io-errors", "mut_sleep_locked", "no-deadlock"),
            new Canary("io-errors", "mut_read_error_ignored", "errors-delivered"),
            new Canary("pool-noretry", "mut_pool_retries", "no-deadlock"),
            new Canary("bug-mempool-barrier", "mut_pool_no_barrier", "pool-reserve-kept"),
            new Canary("zone-charge", "mut_frees_twice", "one-page-one-owner"));

    private static final int RUNS_MIN = 500;

    /** The campaign's own, as its secret has it. */
    public static Canary of(Spotchecks spotchecks) {
        return KNOWN.get((int) Long.remainderUnsigned(spotchecks.number("which canary", 0), KNOWN.size()));
    }

    /** The shard to run in front of shard {@code s}. */
    ShardSpec shard(CampaignSpec spec, long s, Spotchecks spotchecks) {
        return new ShardSpec(
                s,
                Target.of(Scenarios.named(scenario), Profiles.named(profile)),
                spec.strategy(),
                Knowledge.NONE,
                spotchecks.number("canary's seed", s),
                Math.max(RUNS_MIN, spec.shardSize()),
                Runner.STEPS_MAX);
    }

    /** Whether a result has the bug. */
    public boolean isIn(ShardResult result) {
        return result.findings().stream().anyMatch(f -> f.invariant().equals(invariant));
    }
}
