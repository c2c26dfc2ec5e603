package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Reproduction;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code replay TOKEN}: executes exactly the run that a token stands for and prints its trace. Standard output is the
 * same, byte for byte, on every machine. Exit code 1 when the violation is there again, else 0.
 */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Executes the run of a token again and prints its trace, the same bytes each time.",
        footer = {
            "",
            "Exit code 1 when the violation is reproduced, 0 when the run holds.",
            "",
            "Example:",
            "  ./gfpfuzz replay gfz1..."
        })
final class ReplayCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Common common;

    @Mixin
    TokenInput input;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Reproduction r = input.reproduction();
        Case c = r.theCase();
        Explanation e = Explanation.of(c, r.schedule(), input.clean());
        Outcome o = e.outcome();
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Replay(
                            verdict(o),
                            Documents.ONE_RUN,
                            1,
                            o.steps(),
                            null,
                            Documents.Finding.of(c, o, input.clean()),
                            c.scenario().name(),
                            c.profile().name(),
                            o.contextSwitches(),
                            o.end().name().toLowerCase(Locale.ROOT),
                            hash(e))));
        } else {
            print(e, o);
        }
        console.err().printf(Locale.ROOT, "%.3f s%n", (System.nanoTime() - began) / 1e9);
        return o.violated() ? ExitCode.VIOLATION : ExitCode.DONE;
    }

    private void print(Explanation e, Outcome o) {
        Style style = common.style(console);
        console.out().println(e.verdictLine(style));
        if (o.violation() != null) {
            console.out().println(o.violation().sentence());
        }
        for (var report : List.copyOf(o.reports())) {
            console.out().println("Report " + report.invariant() + ": " + report.sentence());
        }
        console.out().println();
        console.out().print(e.trace());
        console.out().println();
        console.out().println("trace hash " + hash(e));
    }

    static String hash(Explanation e) {
        return String.format("%016x", e.traceHash());
    }

    static String verdict(Outcome o) {
        return switch (o.end()) {
            case VIOLATED -> Documents.VIOLATED;
            case FINISHED -> Documents.HOLDS;
            case STUCK, STEP_LIMIT -> Documents.INCONCLUSIVE;
        };
    }
}
