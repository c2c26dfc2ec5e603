package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.search.SplitSearch;
import dev.gfpfuzz.search.Subtree;
import dev.gfpfuzz.search.SubtreeResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells on standard error how many subtrees are searched, each time they are twice as many as when it told before. */
final class Counted implements SplitSearch.Workers {
    private static final long FIRST = 100;

    private final SplitSearch.Workers workers;
    private final PrintStream err;
    private long searched;
    private long next = FIRST;

    Counted(SplitSearch.Workers workers, PrintStream err) {
        this.workers = workers;
        this.err = err;
    }

    @Override
    public void search(List<Subtree> subtrees, Consumer<SubtreeResult> each) {
        workers.search(subtrees, result -> {
            each.accept(result);
            if (++searched == next) {
                err.printf(Locale.ROOT, "%,d subtrees searched%n", searched);
                next *= 2;
            }
        });
    }
}
