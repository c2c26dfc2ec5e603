package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Accounts;
import dev.gfpfuzz.coordinator.campaign.Assurance;
import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Effort;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.campaign.Silence;
import dev.gfpfuzz.coordinator.campaign.Tally;
import dev.gfpfuzz.coordinator.report.CampaignReport;
import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON document of {@code run}, {@code resume} and {@code status}.
 *
 * @param schedules runs counted, all sittings
 * @param steps steps of all runs together
 * @param transitions steps of the exhaustive searches, which are not among {@code steps}
 * @param seconds running time of all sittings, the start of the virtual machine not counted
 * @param secondsOf what the workers spent their time on in this sitting; null for {@code status}
 * @param budgetSpent whether the whole budget was used
 * @param unshrunk findings whose shrinking has not ended
 * @param failures what gfpfuzz itself failed at, a sentence each
 * @param digest equal for equal results, whatever the number of workers
 * @param accounts audits, canary, expelled workers
 * @param workers of this sitting; null for {@code status}
 */
record CampaignDocument(
        String verdict,
        String evidence,
        long schedules,
        long steps,
        long transitions,
        double seconds,
        @Nullable EffortDocument secondsOf,
        List<Documents.Finding> findings,
        List<TargetDocument> targets,
        String campaign,
        @Nullable String report,
        String strategy,
        long seed,
        @Nullable Long budgetSchedules,
        @Nullable Long budgetSeconds,
        boolean budgetSpent,
        int unshrunk,
        List<String> failures,
        String digest,
        AccountsDocument accounts,
        @Nullable Integer workers) {
    /**
     * How far the silence can be trusted.
     *
     * @param alarm whether a planted bug was missed
     */
    record AccountsDocument(
            long audited, long canaries, long canariesFound, boolean alarm, List<String> expelled, long unlisted) {
        static AccountsDocument of(Accounts a) {
            return new AccountsDocument(
                    a.audited(), a.canaries(), a.canariesFound(), a.alarm(), a.expelled(), a.unlisted());
        }
    }

    /**
     * Seconds of all workers together.
     *
     * @param prove exhaustive searches
     * @param search runs
     * @param shrink making findings small
     */
    record EffortDocument(double prove, double search, double shrink) {
        static @Nullable EffortDocument of(@Nullable Effort e) {
            return e == null
                    ? null
                    : new EffortDocument(
                            Effort.seconds(e.proveNanos()),
                            Effort.seconds(e.searchNanos()),
                            Effort.seconds(e.shrinkNanos()));
        }
    }

    /**
     * One scenario under one profile.
     *
     * @param exercised per invariant, in how many runs its companion situation occurred
     * @param evidence {@code exhaustive} when every run was searched, else {@code sampled}
     * @param vacuous invariants of which silence says nothing, as their situation never occurred
     * @param violationsBelow with confidence 0.95, one more run violates with a lower probability
     * @param unseen how likely one more run ends in a way in which none has (Good-Turing)
     * @param unseenBelow with confidence 0.95, that probability is lower
     * @param depths for each depth to which the PCT bound applies, the confidence that a bug of it would have been met
     * @param unreachable those of them whose situation cannot occur: exhaustive search says so
     */
    record TargetDocument(
            String scenario,
            String profile,
            String evidence,
            long schedules,
            long steps,
            Map<String, Long> exercised,
            List<String> vacuous,
            List<String> unreachable,
            @Nullable SpaceDocument search,
            @Nullable Double violationsBelow,
            @Nullable Double unseen,
            @Nullable Double unseenBelow,
            List<Assurance.Depth> depths) {}

    /**
     * The exhaustive search of a target.
     *
     * @param boundReached why it is inconclusive
     * @param sentence what is violated
     */
    record SpaceDocument(
            String verdict,
            long states,
            long transitions,
            int depth,
            List<String> reductions,
            @Nullable String boundReached,
            @Nullable String sentence) {
        static SpaceDocument of(SpaceResult r) {
            return new SpaceDocument(
                    r.verdict().name().toLowerCase(Locale.ROOT),
                    r.states(),
                    r.transitions(),
                    r.depth(),
                    r.reductions(),
                    r.boundReached().isEmpty() ? null : r.boundReached(),
                    r.sentence().isEmpty() ? null : r.sentence());
        }
    }

    static CampaignDocument of(Path dir, CampaignSummary s, @Nullable Integer workers) {
        CampaignSpec spec = s.spec();
        List<TargetDocument> targets = new ArrayList<>();
        for (int i = 0; i < spec.targets().size(); i++) {
            targets.add(target(s, i));
        }
        Path report = dir.resolve(CampaignReport.HTML);
        return new CampaignDocument(
                s.verdict().name().toLowerCase(Locale.ROOT),
                s.exhaustive() ? Documents.EXHAUSTIVE : Documents.SAMPLED,
                s.schedules(),
                s.steps(),
                s.transitions(),
                s.seconds(),
                EffortDocument.of(s.effort()),
                s.findings().stream().map(CampaignDocument::finding).toList(),
                targets,
                dir.toString(),
                java.nio.file.Files.exists(report) ? report.toString() : null,
                spec.strategy(),
                spec.seed(),
                spec.budget() instanceof Budget.Schedules b ? b.schedules() : null,
                spec.budget() instanceof Budget.Seconds b ? b.seconds() : null,
                s.budgetSpent(),
                s.unshrunk(),
                s.failures(),
                String.format("%016x", s.digest()),
                AccountsDocument.of(s.accounts()),
                workers);
    }

    private static TargetDocument target(CampaignSummary s, int index) {
        Target t = s.spec().targets().get(index);
        Tally tally = s.tallies().get(index);
        SpaceResult space = s.spaces().get(index);
        // What samples mean is said where there is nothing better: silence, and no certificate.
        boolean speaks = s.violated(index) || space != null && space.certificate() || tally.schedules() == 0;
        Assurance samples = speaks ? null : Assurance.of(s, index);
        Map<String, Boolean> missed = Silence.missed(s, index);
        return new TargetDocument(
                t.scenario(),
                t.profile(),
                space != null && space.certificate() ? Documents.EXHAUSTIVE : Documents.SAMPLED,
                tally.schedules(),
                tally.steps(),
                tally.exercised(),
                List.copyOf(missed.keySet()),
                missed.keySet().stream().filter(missed::get).toList(),
                space == null ? null : SpaceDocument.of(space),
                samples == null ? null : samples.violationsBelow(),
                samples == null || Double.isNaN(samples.unseen()) ? null : samples.unseen(),
                samples == null || Double.isNaN(samples.unseenBelow()) ? null : samples.unseenBelow(),
                samples == null ? List.of() : samples.depths());
    }

    static Documents.Finding finding(Finding f) {
        return new Documents.Finding(
                f.invariant(),
                f.report() ? "report" : "violation",
                f.profile(),
                f.scenario(),
                f.token(),
                f.steps(),
                f.contextSwitches(),
                f.tasks(),
                f.schedulesToFirst(),
                f.count(),
                f.originalToken(),
                f.sentence());
    }
}
