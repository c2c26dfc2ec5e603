package dev.gfpfuzz.coordinator.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many workers this process has. */
final class WorkersOption {
    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = Numbers.Workers.class,
            description = {
                "Workers of this process; they change the speed and never the results (default: the number of cores, and",
                "none where others join)."
            })
    @Nullable
    Long n;
}
