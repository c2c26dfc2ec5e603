package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.World;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way from a state that no schedule leads out of, until it closes: of those who can run, the one who has waited longest
 * does, with ordinary answers to all questions. This is fair (whoever can run again and again does run), and as the states
 * are finite it comes back to one of them with everybody having waited in the same order.
 */
final class RoundTrip {
    /** Longer ones are not looked for: a run of so many steps cannot be replayed whole. */
    private static final int STEPS_MAX = 15_000;

    private RoundTrip() {}

    /** The choices of a way to a state, and from there around; to the state alone where no circle closes soon enough. */
    static Schedule from(Subject subject, Path to) {
        World w = subject.initial().copy();
        Path path = to;
        to.replay(w);
        int[] enabled = new int[w.taskCount()];
        long[] ranLast = new long[w.taskCount()];
        Map<Long, Integer> met = new TreeMap<>();
        for (int steps = to.length(); steps < to.length() + STEPS_MAX; steps++) {
            Integer before = met.put((w.hash() * 31 + order(ranLast)) * 31 + w.running(), steps);
            if (before != null) {
                return path.schedule(subject.initial().copy()).around(new Circle(before, steps - before));
            }
            int n = w.enabled(enabled);
            int task = enabled[0];
            for (int i = 1; i < n; i++) {
                task = ranLast[enabled[i]] < ranLast[task] ? enabled[i] : task;
            }
            path = path.thenOrdinary(w, task);
            ranLast[task] = steps + 1;
        }
        return to.schedule(subject.initial().copy());
    }

    /** Who has run last, who before, and so on. */
    private static long order(long[] ranLast) {
        Integer[] tasks = new Integer[ranLast.length];
        Arrays.setAll(tasks, i -> i);
        Arrays.sort(tasks, (a, b) -> Long.compare(ranLast[b], ranLast[a]));
        return Arrays.hashCode(tasks);
    }
}
