package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;
import java.util.Arrays;

/**
 * PCT: Burckhardt, Kothari, Musuvathi, Nagarakatte 2010, "A randomized scheduler with probabilistic guarantees of finding
 * bugs", section 4. Tasks get random priorities and the highest enabled one runs; at {@code depth - 1} random step
 * numbers the task that is about to run falls below all that have not fallen, to a random rank among those that have. A
 * bug of that depth is found by a run with probability at
 * least 1 / (n k^(depth-1)), n tasks, k steps.
 *
 * <p>Departures: change points are drawn independently, and of two that coincide one counts; the number of steps is an estimate of the
 * longest run, not a bound, and steps beyond it have no change points; nondeterministic values, which the paper does not
 * have, are ordinary with probability 1/2 and uniform otherwise. A run of {@link #FAIR_AFTER} times as many steps is no
 * longer one that the bound is about, but most likely a task that goes round while it waits for one of lower priority:
 * from there on the run is a random walk, as in the fair variant of Coyote.
 */
public final class Pct implements Strategy {
    /** Multiple of the estimated steps after which a run is scheduled fairly. */
    static final int FAIR_AFTER = 4;

    private final int depth;
    private final int stepsMax;
    private final int[] priorities;
    private final int[] changePoints;
    private final int[] ranks;
    private final SplitMix64 random = new SplitMix64(0);
    private int changes;
    private int steps;

    /**
     * @param depth ordering constraints that the bug needs, at least 1
     * @param stepsMax k, steps of the longest run, at least 1
     */
    public Pct(int depth, int stepsMax, int tasks) {
        this.depth = depth;
        this.stepsMax = stepsMax;
        this.priorities = new int[tasks];
        this.changePoints = new int[depth - 1];
        this.ranks = new int[depth - 1];
    }

    @Override
    public String name() {
        return "pct:depth=" + depth;
    }

    @Override
    public void startRun(long seed) {
        random.reseed(seed);
        for (int i = 0; i < priorities.length; i++) {
            int j = random.nextInt(i + 1);
            priorities[i] = priorities[j];
            priorities[j] = i;
        }
        for (int i = 0; i < changePoints.length; i++) {
            changePoints[i] = random.nextInt(stepsMax);
        }
        Arrays.sort(changePoints);
        for (int i = 0; i < ranks.length; i++) {
            int j = random.nextInt(i + 1);
            ranks[i] = ranks[j];
            ranks[j] = -1 - i;
        }
        changes = 0;
        steps = 0;
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        int step = steps++;
        if (step >= FAIR_AFTER * stepsMax) {
            return random.nextInt(n);
        }
        int best = highest(enabled, n);
        while (isChangePoint(step)) {
            lower(enabled[best]);
            best = highest(enabled, n);
        }
        return best;
    }

    @Override
    public void onlyTask(StateView at, int task) {
        int step = steps++;
        while (isChangePoint(step)) {
            lower(task);
        }
    }

    private boolean isChangePoint(int step) {
        return changes < changePoints.length && changePoints[changes] <= step;
    }

    private void lower(int task) {
        priorities[task] = ranks[changes];
        int step = changePoints[changes];
        while (changes < changePoints.length && changePoints[changes] == step) {
            changes++;
        }
    }

    private int highest(int[] enabled, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (priorities[enabled[i]] > priorities[enabled[best]]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return (random.nextLong() & 1) == 0 ? 0 : random.nextInt(bound);
    }
}
