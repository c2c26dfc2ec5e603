package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Listening;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume DIR}: goes on with a campaign after Ctrl-C or any crash. Exit codes as {@code run}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on with a campaign after Ctrl-C or any crash.",
        footer = {"", "Exit codes as those of run.", "", "Example:", "  ./gfpfuzz resume campaigns/night"})
final class ResumeCommand implements Callable<Integer> {
    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Mixin
    DiskOptions disk;

    @Parameters(paramLabel = "DIR", description = "The campaign's directory.")
    Path dir = Path.of(".");

    @Mixin
    WorkersOption workers;

    @Mixin
    ListenOptions listen;

    ResumeCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() {
        Listening listening = listen.listening();
        Crew crew = listening == null ? Crew.here(workers.n) : Crew.joining(listening, workers.n);
        return new Sitting(console, interrupt, common, crew, disk).resume(dir);
    }
}
