package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the levels of a breadth-first search foretell of the size of a space, so that one far too large is left before a
 * bound is reached. The number of new states grows from level to level and then shrinks, about alike, so while it grows,
 * most of the space is yet to be met; and where it grows fast it goes on growing for some levels, at first nearly as fast.
 * Where it neither grows nor shrinks, as many more are to be expected for each step that runs take from there to their end.
 *
 * <p>A rule of thumb, in doubt for going on, as a proof is worth more than the time: of the built-in scenarios' spaces of up to
 * 100,000 states, under the profiles of four kernels, it leaves none, and those that are larger it leaves after a quarter of the states
 * that they are allowed. With a bound of less than twice a space's size it may be wrong.
 */
final class Forecast {
    /** Levels that are taken to grow as much as the last one, ... */
    private static final int LEVELS = 5;
    /** ... and all states to those met by then. */
    private static final double WHOLE = 1.4;
    /** States up to which going on costs less than a forecast that is wrong. */
    private static final int CHEAP = 4_000;

    /** Runs of which the shortest is taken, ... */
    private static final int RUNS = 8;
    /** ... and how much of it is the way to most states: some runs are shorter yet. */
    private static final double WAY = 0.75;
    /** How many states more than allowed must be expected. */
    private static final double MORE = 1.2;

    private final Subject subject;
    private final long statesMax;
    private int shortest = -1;

    /** @param statesMax states that are allowed */
    Forecast(Subject subject, long statesMax) {
        this.subject = subject;
        this.statesMax = statesMax;
    }

    /**
     * Why there are more states than allowed, as it looks; null if it does not.
     *
     * @param seen states met, those of the level to come included
     * @param last states of the level that was expanded, at least 1
     * @param next states of the level to come
     * @param depth steps that lead to it
     */
    @Nullable
    String exceeds(long seen, long last, long next, int depth) {
        if (grows(statesMax, seen, last, next)) {
            return String.format(
                    Locale.ROOT,
                    "the last of %d steps led to %.1f times as many new ones as the one before",
                    depth,
                    (double) next / last);
        }
        if (seen > CHEAP && goesOn(statesMax, seen, last, next, depth, shortest())) {
            return "the last of " + depth + " steps led to " + next
                    + " new ones, no fewer than the one before, and runs take " + shortest();
        }
        return null;
    }

    /** Whether the space is too large if it grows as levels that grow do. */
    static boolean grows(long statesMax, long seen, long last, long next) {
        return next > last && seen > CHEAP && WHOLE * seen * Math.pow((double) next / last, LEVELS) > statesMax;
    }

    /**
     * Whether the space is too large if each level to come is as large as the last.
     *
     * @param run steps of the shortest of some runs
     */
    static boolean goesOn(long statesMax, long seen, long last, long next, int depth, int run) {
        return next >= last && seen + next * (WAY * run - depth) > MORE * statesMax;
    }

    private int shortest() {
        if (shortest < 0) {
            shortest = Runner.STEPS_MAX;
            Runner runner = new Runner(subject);
            RandomWalk random = new RandomWalk();
            for (int seed = 0; seed < RUNS; seed++) {
                shortest = Math.min(shortest, runner.run(random, seed).steps());
            }
        }
        return shortest;
    }
}
