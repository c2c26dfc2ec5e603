package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.World;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way from a state that no schedule leads out of, until it closes: of those who can run, the one who has waited longest
 * does, with ordinary answers to all questions. This is fair (whoever can run again and again does run), and as the states
 * are finite it comes back to one of them with everybody having run who could in between.
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
        int[] ranLast = new int[w.taskCount()];
        int[] couldRunLast = new int[w.taskCount()];
        Map<Long, Integer> met = new TreeMap<>();
        for (int steps = to.length(); steps < to.length() + STEPS_MAX; steps++) {
            Integer before = met.putIfAbsent(w.hash() * 31 + w.running(), steps);
            if (before != null && everybodyRan(before, ranLast, couldRunLast)) {
                return path.schedule(subject.initial().copy()).around(new Circle(before, steps - before));
            }
            int n = w.enabled(enabled);
            int task = enabled[0];
            for (int i = 0; i < n; i++) {
                task = ranLast[enabled[i]] < ranLast[task] ? enabled[i] : task;
                couldRunLast[enabled[i]] = steps + 1;
            }
            path = path.thenOrdinary(w, task);
            ranLast[task] = steps + 1;
        }
        return to.schedule(subject.initial().copy());
    }

    /** Whether everybody who could run after so many steps did. */
    private static boolean everybodyRan(int steps, int[] ranLast, int[] couldRunLast) {
        for (int t = 0; t < ranLast.length; t++) {
            if (couldRunLast[t] > steps && ranLast[t] <= steps) {
                return false;
            }
        }
        return true;
    }
}
