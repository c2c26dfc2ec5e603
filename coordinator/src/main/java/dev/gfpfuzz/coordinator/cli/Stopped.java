package dev.gfpfuzz.coordinator.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is told of a table that Ctrl-C has cut short: without it, the rows that are there look like all. */
final class Stopped {
    private Stopped() {}

    /**
     * Says it on standard error.
     *
     * @param done of {@code all}
     * @param what was done: {@code sites were judged}
     * @param page asked for, which has not been written; null when none was
     */
    static void tell(Console console, int done, int all, String what, @Nullable Path page) {
        console.err()
                .println("Stopped: " + done + " of " + all + " " + what
                        + (page == null ? "." : "; " + page + " was not written."));
    }
}
