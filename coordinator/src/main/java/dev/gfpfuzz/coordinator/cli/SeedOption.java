package dev.gfpfuzz.coordinator.cli;

import picocli.CommandLine.Option;

/** The seed of a table that is computed anew: the same one for everybody who does not ask for another. */
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            converter = Numbers.Seed.class,
            description = "Seed (default: ${DEFAULT-VALUE}).")
    long n;
}
