package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.search.Evidence;
import dev.gfpfuzz.workers.shard.Target;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The budget adviser: how many schedules a confidence takes, by the PCT bound. */
final class AdviceOptions {
    @Option(
            names = "--confidence",
            required = true,
            paramLabel = "C",
            description =
                    "Run as many schedules as it takes to meet any bug of --depth with this confidence, such as 0.99;"
                            + " the strategy is then pct of that depth.")
    double confidence;

    private static final int WIDTH = 116;

    @Option(
            names = "--depth",
            paramLabel = "D",
            defaultValue = "3",
            description = "Ordering constraints that the bug needs (default: ${DEFAULT-VALUE}).")
    int depth = 3;

    /** The strategy that the bound is about. */
    String strategy() {
        return "pct:depth=" + depth;
    }

    /**
     * The schedules for all targets together: they are shared evenly, so each gets what the most demanding one takes.
     *
     * @param err told what the advice rests on
     */
    Budget budget(List<Target> targets, PrintStream err) {
        if (!(confidence > 0 && confidence < 1) || depth < 1 || depth > 64) {
            throw new UserException("The adviser was asked for confidence " + confidence + " and depth " + depth
                    + "; it takes a confidence above 0 and below 1, and a depth from 1 to 64.");
        }
        long most = 0;
        for (Target t : targets) {
            if (!t.isOneSpace()) {
                throw new UserException("The adviser counts the steps of scenarios; leave --property out.");
            }
            Evidence.Budget advice = Evidence.budget(t.toCase().subject(), confidence, depth);
            // What does not fit is told as Long.MAX_VALUE.
            if (advice.schedules() >= Long.MAX_VALUE / targets.size()) {
                throw new UserException("Confidence " + confidence + " at depth " + depth
                        + " takes some 2^63 schedules or more; ask for a smaller depth or less confidence.");
            }
            if (advice.schedules() > most) {
                most = advice.schedules();
                err.println(t.title() + ":");
                Words.lines(advice.sentence(), WIDTH).forEach(line -> err.println("  " + line));
            }
        }
        long all = most * targets.size();
        err.println(String.format(
                Locale.ROOT,
                "Running %,d schedules%s.",
                all,
                targets.size() == 1 ? "" : String.format(Locale.ROOT, ", %,d of each target", most)));
        return new Budget.Schedules(all);
    }
}
