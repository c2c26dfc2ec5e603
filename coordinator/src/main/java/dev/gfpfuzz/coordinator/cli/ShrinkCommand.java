package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.shrink.ExecutorEvaluator;
import dev.gfpfuzz.shrink.Limits;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code shrink TOKEN}: the smallest run with the same bug. Exit code 1 when the violation is there, else 0. */
@Command(
        name = "shrink",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the run of a token smaller and prints the new token.",
            "Tasks, operations, context switches, injected values, sizes and steps go as long as what is left breaks",
            "the same invariant in the same way."
        },
        footer = {
            "",
            "Exit code 1 when the violation is reproduced, 0 when the run holds and there is nothing to shrink.",
            "",
            "Example:",
            "  ./gfpfuzz shrink gfz1..."
        })
final class ShrinkCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Common common;

    @Mixin
    TokenInput input;

    ShrinkCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Reproduction r = input.reproduction();
        Outcome before = new Runner(r.theCase().subject()).replay(r.schedule());
        if (before.violation() == null) {
            return nothing(r, before, began);
        }
        Shrunk shrunk = shrink(r);
        Case c = shrunk.reduced();
        String token = Token.encode(c, shrunk.schedule());
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Shrink(
                            Documents.VIOLATED,
                            Documents.ONE_RUN,
                            shrunk.run().runs(),
                            shrunk.outcome().steps(),
                            (System.nanoTime() - began) / 1e9,
                            Documents.Finding.of(c, shrunk.outcome(), token),
                            Documents.Size.of(shrunk.run().before()),
                            Documents.Size.of(shrunk.run().after()),
                            shrunk.run().least())));
        } else {
            Style style = common.style(console);
            console.out().println(Explanation.of(c, shrunk.schedule(), token).verdictLine(style));
            console.out().println("  before  " + shrunk.run().before().sizeText());
            console.out()
                    .println("  after   " + shrunk.run().after().sizeText()
                            + (shrunk.run().least() ? "; no smaller run of these parts has the bug" : ""));
            console.out().println();
            console.out().println("  ./gfpfuzz explain " + token);
        }
        return ExitCode.VIOLATION;
    }

    private int nothing(Reproduction r, Outcome o, long began) {
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Shrink(
                            ReplayCommand.verdict(o),
                            Documents.ONE_RUN,
                            1,
                            o.steps(),
                            (System.nanoTime() - began) / 1e9,
                            Documents.Finding.of(r.theCase(), o, input.clean()),
                            null,
                            null,
                            null)));
        } else {
            Explanation e = Explanation.of(r.theCase(), r.schedule(), "");
            console.out().println(e.verdictLine(common.style(console)));
            console.out().println("  There is nothing to shrink.");
        }
        return ExitCode.DONE;
    }

    private static Shrunk shrink(Reproduction r) {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return Shrinker.shrink(r.theCase(), r.schedule(), Limits.STANDARD, new ExecutorEvaluator(pool, threads));
        } finally {
            pool.shutdownNow();
        }
    }
}
