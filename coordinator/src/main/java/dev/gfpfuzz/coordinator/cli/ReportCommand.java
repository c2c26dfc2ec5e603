package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.actor.Campaigns;
import dev.gfpfuzz.coordinator.report.CampaignReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code report DIR}: writes the report of a campaign, also while it runs. Exit code 0. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a campaign's report into its directory, also while it runs.",
            "report.html is self-contained; junit.xml and findings.sarif are for CI systems."
        },
        footer = {"", "Exit code 0.", "", "Example:", "  ./gfpfuzz report campaigns/night"})
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Common common;

    @Parameters(paramLabel = "DIR", description = "The campaign's directory.")
    Path dir = Path.of(".");

    ReportCommand(Console console) {
        this.console = console;
    }

    /** What {@code report --json} prints. */
    record Document(String campaign, List<String> files) {}

    @Override
    public Integer call() {
        List<Path> files = CampaignReport.write(dir, Campaigns.look(dir));
        if (common.json) {
            List<String> names = files.stream().map(Path::toString).toList();
            console.out().print(Json.text(new Document(dir.toString(), names)));
        } else {
            files.forEach(f -> console.out().println(f));
        }
        return ExitCode.DONE;
    }
}
