package dev.gfpfuzz.coordinator.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where else options stand. The file is read before the command line is; see {@link ConfigFile}. */
final class ConfigOption {
    static final String NAME = "--config";

    @Option(
            names = NAME,
            paramLabel = "FILE",
            description = {
                "Read options from a file: lines as 'profile = v4_17', names as here without dashes, 'scenario = NAME' for",
                "arguments, # for comments. What the command line says counts more."
            })
    @Nullable
    Path config;
}
