package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.cli.Console.Color;
import dev.gfpfuzz.report.Style;
import picocli.CommandLine.Option;

/** Options of every command. */
final class Common {
    @Option(names = "--json", description = "Print exactly one JSON document on standard output.")
    boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "Colours: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Color color = Color.auto;

    Style style(Console console) {
        return console.style(color);
    }
}
