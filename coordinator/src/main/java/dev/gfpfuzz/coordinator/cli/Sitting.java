package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.actor.Campaigns;
import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.report.CampaignReport;
import dev.gfpfuzz.workers.words.ShellWord;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One sitting of a campaign in this process, from its beginning or from where it was left: progress, results, report. */
final class Sitting {
    private final Console console;
    private final Interrupt interrupt;
    private final Common common;
    private final Crew crew;
    private final DiskOptions disk;

    Sitting(Console console, Interrupt interrupt, Common common, Crew crew, DiskOptions disk) {
        this.disk = disk;
        this.console = console;
        this.interrupt = interrupt;
        this.common = common;
        this.crew = crew;
    }

    /** Workers of this process. */
    int workers() {
        return crew.here();
    }

    /** A new campaign, told of in the ordinary way. @return the exit code */
    int create(Path dir, CampaignSpec spec, @Nullable String store) {
        try (Campaign campaign = Campaigns.create(dir, spec, store)) {
            return tell(dir, run(dir, campaign, () -> false));
        }
    }

    /** A new campaign. */
    CampaignSummary start(Path dir, CampaignSpec spec, BooleanSupplier over) {
        try (Campaign campaign = Campaigns.create(dir, spec)) {
            return run(dir, campaign, over);
        }
    }

    /** A campaign that is there. @return the exit code */
    int resume(Path dir) {
        try (Campaign campaign = Campaigns.open(dir)) {
            return tell(dir, run(dir, campaign, () -> false));
        }
    }

    private CampaignSummary run(Path dir, Campaign campaign, BooleanSupplier over) {
        CampaignSpec spec = campaign.spec();
        console.err()
                .println("Campaign " + dir + ": " + Words.count(spec.targets().size(), "target") + ", strategy "
                        + spec.strategy() + ", seed " + spec.seed() + ", " + crew.words() + ".");
        campaign.limitDisk(disk.bytesMax);
        interrupt.willStop();
        CampaignSummary summary;
        try (Progress progress = Progress.on(console, crew)) {
            summary = crew.run(campaign, progress, () -> interrupt.getAsBoolean() || over.getAsBoolean());
        }
        CampaignReport.write(dir, summary);
        return summary;
    }

    private int tell(Path dir, CampaignSummary summary) {
        if (common.json) {
            console.out().print(Json.text(CampaignDocument.of(dir, summary, workers())));
        } else {
            new SummaryText(console, common.style(console)).print(dir, summary);
        }
        resumeLine(dir, summary);
        return exitCode(summary);
    }

    /** Says on standard error how to go on with what is left. */
    void resumeLine(Path dir, CampaignSummary summary) {
        if (!summary.budgetSpent()) {
            console.err().println("Stopped before the budget was spent; everything is saved. Go on with:");
            console.err().println("  ./gfpfuzz resume " + ShellWord.of(dir));
        }
        summary.failures().forEach(f -> console.err().println("gfpfuzz: " + f));
    }

    static int exitCode(CampaignSummary summary) {
        if (summary.accounts().alarm()) {
            return ExitCode.NO_CANARY;
        }
        return switch (summary.verdict()) {
            case HOLDS -> ExitCode.DONE;
            case VIOLATED -> ExitCode.VIOLATION;
            case INCONCLUSIVE -> summary.failures().isEmpty() ? ExitCode.INCONCLUSIVE : ExitCode.INTERNAL;
        };
    }
}
