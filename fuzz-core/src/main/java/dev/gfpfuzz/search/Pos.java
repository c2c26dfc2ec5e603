package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;

/**
 * POS: Yuan, Yang, Gu 2018, "Partial order aware concurrency sampling", algorithm 1. Every pending event, which is a
 * task's next step, has a uniform priority; the highest enabled one runs. Events that race with the one that ran get a
 * new priority, so that the order of each pair of racing events is decided afresh.
 *
 * <p>Departures: two pending events are known to race only if both are waits for the same lock or both declared their
 * access ({@code pauseAt} with a variable); events of which nothing is known keep their priority until they run. Blocked
 * events count as pending. Nondeterministic values are uniform.
 */
public final class Pos implements Strategy {
    private final long[] priorities;
    private final SplitMix64 random = new SplitMix64(0);

    public Pos(int tasks) {
        priorities = new long[tasks];
    }

    @Override
    public String name() {
        return "pos";
    }

    @Override
    public void startRun(long seed) {
        random.reseed(seed);
        for (int i = 0; i < priorities.length; i++) {
            priorities[i] = random.nextLong();
        }
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (priorities[enabled[i]] > priorities[enabled[best]]) {
                best = i;
            }
        }
        onlyTask(at, enabled[best]);
        return best;
    }

    @Override
    public void onlyTask(StateView at, int task) {
        priorities[task] = random.nextLong();
        long access = at.nextAccess(task);
        if (access == StateView.UNKNOWN) {
            return;
        }
        for (int i = 0; i < priorities.length; i++) {
            if (i != task && StateView.race(access, at.nextAccess(i))) {
                priorities[i] = random.nextLong();
            }
        }
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return random.nextInt(bound);
    }
}
