package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import java.util.Locale;

/**
 * What silence means. A strategy that violates with probability {@code p} in each run is silent in {@code n} independent
 * runs with probability (1 - p)^n; everything here is that formula read in one direction or another. It bounds what the
 * strategy would still find, never what there is: only an exhaustive search says that a bug is unreachable.
 */
public final class Evidence {
    private Evidence() {}

    /**
     * How many schedules to run.
     *
     * @param tasks n of the PCT bound
     * @param steps k, an estimate of the longest run
     * @param bound the least probability with which one PCT run meets any bug of this depth: 1 / (n k^(depth-1))
     * @param schedules after which a bug of this depth would have been met with the confidence asked for
     */
    public record Budget(int depth, double confidence, int tasks, int steps, double bound, long schedules) {
        /** For people. */
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "A bug that needs %d ordering constraint%s is met by one run of pct:depth=%d with probability %.3g or"
                            + " more (%d tasks, %d steps); %,d schedules meet it with confidence %s.",
                    depth,
                    depth == 1 ? "" : "s",
                    depth,
                    bound,
                    tasks,
                    steps,
                    schedules,
                    confidence);
        }
    }

    /**
     * The budget adviser: schedules of {@code pct:depth=d} that meet any bug of that depth with this confidence.
     *
     * @param confidence above 0, below 1
     * @param depth ordering constraints that the bug needs, at least 1
     */
    public static Budget budget(Subject subject, double confidence, int depth) {
        if (!(confidence > 0 && confidence < 1) || depth < 1) {
            throw new IllegalArgumentException("A budget needs a confidence between 0 and 1 and a depth of at least 1;"
                    + " asked for " + confidence + " and " + depth + ".");
        }
        int tasks = subject.initial().taskCount();
        int steps = Pilot.of(subject).longestRun();
        double bound = pctBound(tasks, steps, depth);
        return new Budget(depth, confidence, tasks, steps, bound, schedulesFor(bound, confidence));
    }

    /** Burckhardt et al. 2010, theorem 9: the least probability that a PCT run meets a bug of this depth. */
    public static double pctBound(int tasks, int steps, int depth) {
        return 1 / (tasks * Math.pow(steps, depth - 1));
    }

    /** Runs after which something of probability {@code p} a run has occurred with this confidence; at most 2^63 - 1. */
    public static long schedulesFor(double p, double confidence) {
        return p >= 1 ? 1 : (long) Math.ceil(Math.log1p(-confidence) / Math.log1p(-p));
    }

    /** The confidence with which something of probability {@code p} a run would have occurred in {@code n} runs. */
    public static double confidence(double p, long n) {
        return p >= 1 ? 1 : -Math.expm1(n * Math.log1p(-p));
    }

    /**
     * After {@code n} silent runs: with this confidence, the probability of a violation in one more run of the same
     * strategy is below the result (the "rule of three", 3 / n, at 0.95).
     */
    public static double violationsBelow(long n, double confidence) {
        return n == 0 ? 1 : -Math.expm1(Math.log1p(-confidence) / n);
    }

    /** One line about an exhaustive search that found nothing, one that gave up, or what it found. */
    public static String sentence(Exploration e) {
        String size = String.format(
                Locale.ROOT, "%,d states, %,d transitions, depth %d", e.states(), e.transitions(), e.depth());
        String how = e.reductions().isEmpty() ? "" : ", with " + String.join(" and ", e.reductions());
        return switch (e.verdict()) {
            case HOLDS -> "Exhaustive: every schedule of this scenario is covered (" + size + how + ").";
            case VIOLATED -> "Violated after " + e.depth() + " steps (" + size + how + ").";
            case INCONCLUSIVE ->
                "Nothing found before a bound was reached: " + e.boundReached() + " (" + size + how + ").";
        };
    }

    /** One line about {@code n} silent random runs. */
    public static String sentence(long n, double confidence) {
        return String.format(
                Locale.ROOT,
                "Sampled: %,d silent schedules; with confidence %s another one violates with probability below %.2g.",
                n,
                confidence,
                violationsBelow(n, confidence));
    }
}
