package dev.gfpfuzz.search;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

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
    public int nextTask(World w, int[] enabled, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (priorities[enabled[i]] > priorities[enabled[best]]) {
                best = i;
            }
        }
        onlyTask(w, enabled[best]);
        return best;
    }

    @Override
    public void onlyTask(World w, int task) {
        priorities[task] = random.nextLong();
        long access = w.nextAccess(task);
        if (access < 0) {
            return;
        }
        for (int i = 0; i < priorities.length; i++) {
            // Tasks are looked at only where it matters: most accesses are to different things.
            if (i != task && w.nextAccess(i) == access && race(w.lookTask(task), w.lookTask(i))) {
                priorities[i] = random.nextLong();
            }
        }
    }

    private static boolean race(Task t, Task other) {
        return other.accessRacesWith(t.accessPart(), t.accessCell(), t.accessWrites());
    }

    @Override
    public int nextValue(World w, int bound, String reason) {
        return random.nextInt(bound);
    }
}
