package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it stands: what status, the report and the exit code are made of.
 *
 * @param spec what it does
 * @param tallies one per target, in the spec's order
 * @param spaces what the exhaustive search of each target came to, in the spec's order; null where there is none yet
 * @param kinds of a sample of each target's runs, how often each kind occurred; not to be changed
 * @param findings violations first, then reports, each in order of (target, schedulesToFirst)
 * @param unshrunk identities found and confirmed whose shrinking has not ended yet
 * @param failures shards and shrink jobs given up after repeated errors: an internal error of gfpfuzz, a sentence each
 * @param budgetSpent whether the whole budget was used and nothing is left to do
 * @param shardsDone shards counted
 * @param shardsTotal shards of the whole budget; {@code Long.MAX_VALUE} when it is a time
 * @param seconds running time over all sittings; the start of the JVM is not in it
 * @param effort what the workers spent their time on in this sitting; null where nobody is at work
 * @param accounts audits, canary, expelled workers
 * @param digest over (shard, result) of all counted shards; independent of workers, order and crashes
 */
public record CampaignSummary(
        CampaignSpec spec,
        List<Tally> tallies,
        List<@Nullable SpaceResult> spaces,
        List<UnseenMass> kinds,
        List<Finding> findings,
        int unshrunk,
        List<String> failures,
        boolean budgetSpent,
        long shardsDone,
        long shardsTotal,
        double seconds,
        @Nullable Effort effort,
        Accounts accounts,
        long digest) {
    public CampaignSummary {
        tallies = List.copyOf(tallies);
        findings = List.copyOf(findings);
        failures = List.copyOf(failures);
    }

    /** The same after a sitting whose workers have spent their time on this; null as the store has it, which keeps no times. */
    public CampaignSummary with(@Nullable Effort spent) {
        return new CampaignSummary(
                spec,
                tallies,
                spaces,
                kinds,
                findings,
                unshrunk,
                failures,
                budgetSpent,
                shardsDone,
                shardsTotal,
                seconds,
                spent,
                accounts,
                digest);
    }

    /** The three-way verdict. */
    public enum Verdict {
        /** The budget was spent and no run violated anything. */
        HOLDS,
        VIOLATED,
        /** Silent so far, but stopped before the budget was spent, some shards failed, or not all findings had room. */
        INCONCLUSIVE
    }

    public Verdict verdict() {
        boolean violated = findings.stream().anyMatch(f -> !f.report())
                || spaces.stream().anyMatch(x -> x != null && x.verdict() == dev.gfpfuzz.search.Verdict.VIOLATED);
        boolean whole = budgetSpent && failures.isEmpty() && accounts.unlisted() == 0;
        return violated ? Verdict.VIOLATED : whole ? Verdict.HOLDS : Verdict.INCONCLUSIVE;
    }

    /** Whether a run of the target, or its exhaustive search, violated something. */
    public boolean violated(int target) {
        Target t = spec.targets().get(target);
        SpaceResult space = spaces.get(target);
        return space != null && space.verdict() == dev.gfpfuzz.search.Verdict.VIOLATED
                || findings.stream()
                        .anyMatch(f -> !f.report()
                                && f.scenario().equals(t.scenario())
                                && f.profile().equals(t.profile()));
    }

    /** Whether the exhaustive search covered every run of every target. */
    public boolean exhaustive() {
        return spaces.stream().allMatch(x -> x != null && x.certificate());
    }

    /** All targets together. */
    public Tally total() {
        return tallies.stream().reduce(Tally.NONE, Tally::plus);
    }

    public long schedules() {
        return total().schedules();
    }

    public long steps() {
        return total().steps();
    }

    /** Steps of the exhaustive searches, which are not among those of the runs. */
    public long transitions() {
        return spaces.stream().mapToLong(x -> x == null ? 0 : x.transitions()).sum();
    }

    /** Steps per second of running time; 0 before anything ran. */
    public double stepsPerSecond() {
        return seconds == 0 ? 0 : steps() / seconds;
    }
}
