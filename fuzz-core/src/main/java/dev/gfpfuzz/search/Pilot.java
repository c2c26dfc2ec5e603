package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;
import java.util.Map;
import java.util.TreeMap;

/**
 * What strategies want to know about a subject before they start: the longest run, each task's steps, and how often each
 * task accesses each thing that tasks wait for or declare. From a few random runs with fixed seeds, so it is the same for
 * every shard.
 */
final class Pilot {
    private static final int RUNS = 32;

    private final int longestRun;
    private final int[] steps;
    private final long[] things;
    private final int[][] accesses;

    private Pilot(int longestRun, int[] steps, TreeMap<Long, int[]> shared) {
        this.longestRun = longestRun;
        this.steps = steps;
        this.things = new long[shared.size()];
        this.accesses = new int[shared.size()][];
        int i = 0;
        for (Map.Entry<Long, int[]> e : shared.entrySet()) {
            things[i] = e.getKey();
            accesses[i++] = e.getValue();
        }
    }

    static Pilot of(Subject subject) {
        int tasks = subject.initial().taskCount();
        Counting counting = new Counting(tasks);
        Runner runner = new Runner(subject);
        int longest = 1;
        for (int i = 0; i < RUNS; i++) {
            Outcome o = runner.run(counting, SplitMix64.seedOf(0, i));
            longest = Math.max(longest, o.steps());
            counting.endOfRun();
        }
        TreeMap<Long, int[]> shared = new TreeMap<>();
        for (Map.Entry<Long, int[]> e : counting.longest.entrySet()) {
            if (e.getKey() != Counting.STEPS && several(e.getValue())) {
                shared.put(e.getKey(), e.getValue());
            }
        }
        return new Pilot(longest, counting.longest.get(Counting.STEPS), shared);
    }

    /** Whether more than one task has a count. */
    private static boolean several(int[] counts) {
        int tasks = 0;
        for (int c : counts) {
            tasks += c > 0 ? 1 : 0;
        }
        return tasks > 1;
    }

    /** Steps of the longest run seen. */
    int longestRun() {
        return longestRun;
    }

    /** Most steps of each task in one run. */
    int[] steps() {
        return steps;
    }

    /** Things that at least two tasks access. */
    int thingCount() {
        return things.length;
    }

    /** A thing as {@link StateView#thing} numbers it. */
    long thing(int i) {
        return things[i];
    }

    /** Most accesses to it by each task in one run. */
    int[] accesses(int i) {
        return accesses[i];
    }

    /** A random walk that counts. */
    private static final class Counting implements Strategy {
        static final long STEPS = Long.MAX_VALUE;
        private final RandomWalk walk = new RandomWalk();
        private final int tasks;
        private final TreeMap<Long, int[]> now = new TreeMap<>();
        private final TreeMap<Long, int[]> longest = new TreeMap<>();

        Counting(int tasks) {
            this.tasks = tasks;
            longest.put(STEPS, new int[tasks]);
        }

        @Override
        public String name() {
            return "pilot";
        }

        @Override
        public void startRun(long seed) {
            walk.startRun(seed);
        }

        @Override
        public int nextTask(StateView at, int[] enabled, int n) {
            int choice = walk.nextTask(at, enabled, n);
            onlyTask(at, enabled[choice]);
            return choice;
        }

        @Override
        public void onlyTask(StateView at, int task) {
            count(STEPS, task);
            long thing = StateView.thing(at.nextAccess(task));
            if (thing >= 0) {
                count(thing, task);
            }
        }

        private void count(long thing, int task) {
            of(now, thing)[task]++;
        }

        private int[] of(TreeMap<Long, int[]> counts, long thing) {
            int[] each = counts.get(thing);
            if (each == null) {
                each = new int[tasks];
                counts.put(thing, each);
            }
            return each;
        }

        @Override
        public int nextValue(StateView at, int bound, String reason) {
            return walk.nextValue(at, bound, reason);
        }

        void endOfRun() {
            for (Map.Entry<Long, int[]> e : now.entrySet()) {
                int[] most = of(longest, e.getKey());
                for (int i = 0; i < tasks; i++) {
                    most[i] = Math.max(most[i], e.getValue()[i]);
                }
            }
            now.clear();
        }
    }
}
