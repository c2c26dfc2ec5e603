package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.workers.cluster.Authority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys init}: an authority, and the keys of the first nodes. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Makes an authority, and keys for nodes.",
        footer = {"", "Example:", "  ./gfpfuzz keys init keys coordinator worker-1"})
final class KeysInitCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Common common;

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's directory.")
    Path dir = Path.of(".");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NODE",
            description = "Names of nodes (default: coordinator and worker).")
    List<String> nodes = new ArrayList<>();

    @Option(
            names = "--days",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "How long the nodes' keys are valid (default: " + Authority.DAYS + ").")
    Long days = (long) Authority.DAYS;

    KeysInitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> named = nodes.isEmpty() ? List.of("coordinator", "worker") : nodes;
        // Before anything is made: with an authority there, the same command could not be given again.
        Authority.requireNames(named);
        return new IssuedKeys(console, common).issue(Authority.create(dir), named, days);
    }
}
