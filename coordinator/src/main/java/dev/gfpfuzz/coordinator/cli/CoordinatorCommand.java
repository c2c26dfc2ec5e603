package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Listening;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code coordinator}: a campaign on which other processes and machines work. */
@Command(
        name = "coordinator",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a campaign like run, with workers that join from other processes and machines.",
            "Workers (see worker) may come, go and die at any time: the results are the same. Ctrl-C saves everything and",
            "says how to resume."
        },
        footer = {
            "",
            "Exit codes as those of run; 2 also when nothing can listen there, or when it would listen beyond this machine",
            "without keys. How to set up machines: docs/operations.md.",
            "",
            "Example:",
            "  ./gfpfuzz coordinator --listen 127.0.0.1:25520 --profile v4_17 --for 8h --campaign campaigns/night"
        })
final class CoordinatorCommand implements Callable<Integer> {
    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Mixin
    DiskOptions disk;

    @Mixin
    CampaignOptions campaign;

    @Mixin
    ListenOptions listen;

    @Mixin
    WorkersOption workers;

    @Mixin
    ConfigOption config;

    CoordinatorCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() {
        Listening listening = listen.listening();
        if (listening == null) {
            throw new UserException("coordinator needs --listen HOST:PORT, such as --listen 127.0.0.1:25520; to use no"
                    + " network, there is run.");
        }
        Crew crew = Crew.joining(listening, workers.n);
        return new Sitting(console, interrupt, common, crew, disk)
                .create(Directories.fresh(campaign.campaign, "run"), campaign.spec(console), campaign.store);
    }
}
