package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.actor.Campaigns;
import dev.gfpfuzz.coordinator.dashboard.Dashboard;
import dev.gfpfuzz.coordinator.dashboard.LiveCampaign;
import dev.gfpfuzz.workers.cluster.Endpoint;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code serve DIR}: a campaign in the browser, also while it runs. Exit code 0. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a campaign in the browser, also while it runs: the report as it stands, and how far it is. Until Ctrl-C.",
            "/status.json is what status --json prints, /events a server-sent event for each change."
        },
        footer = {
            "",
            "Exit code 0; 2 when nothing can listen there, or when it would listen beyond this machine without keys.",
            "",
            "Example:",
            "  ./gfpfuzz serve campaigns/night"
        })
final class ServeCommand implements Callable<Integer> {
    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Parameters(paramLabel = "DIR", description = "The campaign's directory.")
    Path dir = Path.of(".");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:25580",
            description = {
                "Where browsers reach it, port 0: one that is free. Beyond this machine it needs --keys, and browsers a",
                "certificate of the same authority (default: ${DEFAULT-VALUE})."
            })
    String listen = "";

    @Option(names = "--keys", paramLabel = "DIR", description = "This node's keys, as made by keys init.")
    @Nullable
    Path keys;

    ServeCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    /** What {@code serve --json} prints once it listens. */
    record Document(String campaign, String url) {}

    @Override
    public Integer call() throws InterruptedException {
        LiveCampaign live = new LiveCampaign(dir.toString(), () -> Campaigns.look(dir));
        try (Dashboard dashboard = new Dashboard(
                Endpoint.parse(listen),
                Inputs.keys(keys),
                live,
                summary -> Json.text(CampaignDocument.of(dir, summary, null)))) {
            interrupt.willStop();
            if (common.json) {
                console.out().print(Json.text(new Document(dir.toString(), dashboard.url())));
                console.out().flush();
            } else {
                console.out().println("Campaign " + dir + " is at " + dashboard.url() + " until Ctrl-C.");
            }
            interrupt.await();
        }
        return ExitCode.DONE;
    }
}
