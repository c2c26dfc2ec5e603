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

/** {@code keys add}: keys of more nodes, or new ones. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Makes keys for more nodes, or new keys for those that have some: running nodes take them up by themselves.",
        footer = {"", "Example:", "  ./gfpfuzz keys add keys worker-2"})
final class KeysAddCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Common common;

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's directory.")
    Path dir = Path.of(".");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NODE", description = "Names of nodes.")
    List<String> nodes = new ArrayList<>();

    @Option(
            names = "--days",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "How long the nodes' keys are valid (default: " + Authority.DAYS + ").")
    Long days = (long) Authority.DAYS;

    KeysAddCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Authority.requireNames(nodes);
        return new IssuedKeys(console, common).issue(Authority.in(dir), nodes, days);
    }
}
