package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.corpus.CorpusRun;
import dev.gfpfuzz.corpus.CorpusRun.Row;
import dev.gfpfuzz.corpus.CorpusRun.Search;
import dev.gfpfuzz.corpus.Trial;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * A row of the corpus with the processor time that it took; wall time means little beside other work.
 *
 * @param searchSeconds CPU seconds of the search
 * @param cpuSeconds CPU seconds of search and shrinking
 */
record TimedRow(Row row, double searchSeconds, double cpuSeconds) {
    private static final double NANOS = 1e9;

    static TimedRow of(CorpusRun run, Trial trial) {
        var threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        Search search = run.search(trial);
        double searched = (threads.getCurrentThreadCpuTime() - began) / NANOS;
        Row row = run.shrink(search);
        return new TimedRow(row, searched, (threads.getCurrentThreadCpuTime() - began) / NANOS);
    }

    Trial trial() {
        return row.trial();
    }

    String found() {
        return row.search().found();
    }

    /** What the verdict rests on. */
    String how() {
        Search s = row.search();
        return s.exhaustive()
                ? String.format(Locale.ROOT, "all %,d states", s.states())
                : String.format(Locale.ROOT, "%,d schedule%s", s.schedules(), s.schedules() == 1 ? "" : "s");
    }

    /** The size after shrinking, or nothing. */
    String shrunk() {
        if (row.shrunk() == null) {
            return "";
        }
        int tasks = row.shrunk().reduced().scenario().tasks().size();
        int steps = row.shrunk().outcome().steps();
        int switches = row.shrunk().outcome().contextSwitches();
        return counted(tasks, "task") + ", " + counted(steps, "step") + ", " + switches
                + (switches == 1 ? " switch" : " switches");
    }

    private static String counted(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** One line for people. */
    String text() {
        String first = String.format(
                Locale.ROOT,
                "%-4s %-30s %-6s %-28s %s",
                row.ok() ? "ok" : "BAD",
                trial().id(),
                trial().shape(),
                found(),
                how());
        return first
                + String.format(Locale.ROOT, " in %.2f CPU-s", searchSeconds)
                + (row.shrunk() == null ? "" : "; shrunk: " + shrunk())
                + (row.ok() ? "" : "; expected: " + trial().expected());
    }
}
