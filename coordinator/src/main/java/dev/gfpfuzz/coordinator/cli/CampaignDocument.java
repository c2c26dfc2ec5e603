package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.campaign.Tally;
import dev.gfpfuzz.coordinator.report.CampaignReport;
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
 * @param seconds running time of all sittings, the start of the virtual machine not counted
 * @param budgetSpent whether the whole budget was used
 * @param unshrunk findings whose shrinking has not ended
 * @param failures what gfpfuzz itself failed at, a sentence each
 * @param digest equal for equal results, whatever the number of workers
 * @param workers of this sitting; null for {@code status}
 */
record CampaignDocument(
        String verdict,
        String evidence,
        long schedules,
        long steps,
        double seconds,
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
        @Nullable Integer workers) {
    /**
     * One scenario under one profile.
     *
     * @param exercised per invariant, in how many runs its companion situation occurred
     * @param vacuous invariants of which silence says nothing, as their situation never occurred
     */
    record TargetDocument(
            String scenario,
            String profile,
            long schedules,
            long steps,
            Map<String, Long> exercised,
            List<String> vacuous) {}

    static CampaignDocument of(Path dir, CampaignSummary s, @Nullable Integer workers) {
        CampaignSpec spec = s.spec();
        List<TargetDocument> targets = new ArrayList<>();
        for (int i = 0; i < spec.targets().size(); i++) {
            targets.add(target(spec.targets().get(i), s.tallies().get(i)));
        }
        Path report = dir.resolve(CampaignReport.HTML);
        return new CampaignDocument(
                s.verdict().name().toLowerCase(Locale.ROOT),
                Documents.SAMPLED,
                s.schedules(),
                s.steps(),
                s.seconds(),
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
                workers);
    }

    private static TargetDocument target(Target t, Tally tally) {
        List<String> vacuous = new ArrayList<>();
        tally.exercised().forEach((invariant, runs) -> {
            if (runs == 0) {
                vacuous.add(invariant);
            }
        });
        return new TargetDocument(
                t.scenario(), t.profile(), tally.schedules(), tally.steps(), tally.exercised(), vacuous);
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
