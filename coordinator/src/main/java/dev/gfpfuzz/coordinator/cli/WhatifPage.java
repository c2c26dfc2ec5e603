package dev.gfpfuzz.coordinator.cli;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The experiments' answers as a Markdown page. */
final class WhatifPage {
    private WhatifPage() {}

    /** @param schedules runs for each cell of a table */
    static String text(List<Documents.Experiment> experiments, long schedules) {
        StringBuilder s = new StringBuilder(String.format(Locale.ROOT, """
                # The open questions, answered by runs

                Written by `./gfpfuzz whatif all --markdown docs/whatif.md`; a test compares the answers with new runs.

                The thread around M. Patocka's e-mail of 18 June 2018 leaves questions open. Each is an experiment here: call sites, or
                requests made up for it, run against the model of v4.17's page allocator, %,d schedules for each kind of pressure.
                *Expected* is what reading the source suggests. Percentages compare rows; they are no forecast for a machine.

                """, schedules));
        for (Documents.Experiment e : experiments) {
            s.append("## ").append(e.id()).append(": ").append(e.question()).append("\n\n");
            s.append(e.answer()).append("\n\n");
            s.append("*Expected*: ")
                    .append(e.expected())
                    .append(e.asExpected() ? "." : ". **The runs contradict it.**");
            s.append("\n\n");
            if (e.rows().isEmpty()) {
                s.append("No row differs.\n\n");
            } else {
                line(s, e.columns());
                line(s, Collections.nCopies(e.columns().size(), "---"));
                e.rows().forEach(row -> line(s, row));
                s.append('\n');
            }
        }
        s.append("""
                ## A semantics of your own

                A profile names the variant of each function, so a change of the rules is a file. This one is the e-mail's proposal
                ([examples/noretry-null.profile](examples/noretry-null.profile)); it is also built in, as `hyp_noretry_null`:

                ```text
                profile noretry-null extends v4_17
                __alloc_pages_slowpath = noretry-never-sleeps
                ```

                ```sh
                ./gfpfuzz whatif --baseline v4_17 --candidate docs/examples/noretry-null.profile
                ```

                runs every call site and dm-bufio under both and shows what gets better and what worse. `--baseline` and `--candidate` take
                a built-in profile's name (`./gfpfuzz list profiles`) or a file. A mistake in a file is named with its line and column, with
                what is known there and what was probably meant; a variant that does not exist yet is a class, see
                [your first model](your-first-model.md).
                """);
        return s.toString();
    }

    private static void line(StringBuilder s, List<String> cells) {
        s.append(cells.stream()
                .map(c -> c.startsWith("gfz") ? "`" + c + "`" : c)
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
