package dev.gfpfuzz.schedule;

import java.util.Arrays;

/**
 * Every choice of one run, in order: at a scheduling point with more than one enabled task, which one runs (0 = the
 * running task goes on); inside a step, each nondeterministic value (0 = the ordinary one). Points with one possibility
 * are not recorded. Beyond its end a schedule is all zeros, so trailing zeros are dropped and the simplest schedule is
 * the empty one.
 */
public final class Schedule {
    /** No deviation from the ordinary course. */
    public static final Schedule EMPTY = new Schedule(new int[0]);

    private final int[] choices;

    private Schedule(int[] choices) {
        this.choices = choices;
    }

    /** The first {@code length} of {@code choices}, each at least 0. */
    public static Schedule of(int[] choices, int length) {
        int n = length;
        while (n > 0 && choices[n - 1] == 0) {
            n--;
        }
        return n == 0 ? EMPTY : new Schedule(Arrays.copyOf(choices, n));
    }

    public static Schedule of(int... choices) {
        return of(choices, choices.length);
    }

    /** Number of choices up to the last that is not 0. */
    public int length() {
        return choices.length;
    }

    /** Choice {@code i}, 0 beyond the end. */
    public int choice(int i) {
        return i < choices.length ? choices[i] : 0;
    }

    public int[] toArray() {
        return choices.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Schedule s && Arrays.equals(choices, s.choices);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(choices);
    }

    @Override
    public String toString() {
        return Arrays.toString(choices);
    }
}
