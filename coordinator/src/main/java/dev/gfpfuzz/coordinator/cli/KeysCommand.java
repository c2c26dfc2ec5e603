package dev.gfpfuzz.coordinator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys}: what nodes need to trust each other. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the keys by which a coordinator and its workers know each other.",
            "They are an authority, and a certificate and a private key for each node. Give a node its own directory,",
            "over a channel that you trust; keep authority.p12."
        },
        subcommands = {KeysInitCommand.class, KeysAddCommand.class},
        footer = {
            "",
            "Example:",
            "  ./gfpfuzz keys init keys coordinator worker-1",
            "  ./gfpfuzz keys add keys worker-2"
        })
final class KeysCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "keys needs one of: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
