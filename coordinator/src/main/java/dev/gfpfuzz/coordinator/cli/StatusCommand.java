package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.actor.Campaigns;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code status DIR}: a campaign as it stands, also while it runs. Exit code 0. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells how far a campaign is, also while it runs.",
        footer = {"", "Exit code 0.", "", "Example:", "  ./gfpfuzz status campaigns/night"})
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Common common;

    @Parameters(paramLabel = "DIR", description = "The campaign's directory.")
    Path dir = Path.of(".");

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CampaignSummary summary = Campaigns.look(dir);
        if (common.json) {
            console.out().print(Json.text(CampaignDocument.of(dir, summary, null)));
        } else {
            new SummaryText(console, common.style(console)).print(dir, summary);
        }
        return ExitCode.DONE;
    }
}
