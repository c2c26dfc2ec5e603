package dev.gfpfuzz.schedule;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every choice of one run, in order: at a scheduling point with more than one enabled task, which one runs (0 = the
 * running task goes on); inside a step, each nondeterministic value (0 = the ordinary one). Points with one possibility
 * are not recorded. Beyond its end a schedule is all zeros, so trailing zeros are dropped and the simplest schedule is
 * the empty one.
 *
 * <p>A run that goes on for ever is described by a {@link Circle}: the choices lead to a state, and once around.
 */
public final class Schedule {
    /** No deviation from the ordinary course. */
    public static final Schedule EMPTY = new Schedule(new int[0], null);

    private final int[] choices;
    private final @Nullable Circle circle;

    /**
     * Steps that lead back to the state in which they began, so that they can be repeated for ever.
     *
     * @param from steps before the first time around, at least 0
     * @param steps steps once around, at least 1
     */
    public record Circle(int from, int steps) {
        public Circle {
            if (from < 0 || steps < 1) {
                throw new IllegalArgumentException("A circle of " + steps + " steps after " + from);
            }
        }

        /** Steps to the end of the first time around. */
        public int end() {
            return from + steps;
        }
    }

    private Schedule(int[] choices, @Nullable Circle circle) {
        this.choices = choices;
        this.circle = circle;
    }

    /** The first {@code length} of {@code choices}, each at least 0. */
    public static Schedule of(int[] choices, int length) {
        int n = length;
        while (n > 0 && choices[n - 1] == 0) {
            n--;
        }
        return n == 0 ? EMPTY : new Schedule(Arrays.copyOf(choices, n), null);
    }

    public static Schedule of(int... choices) {
        return of(choices, choices.length);
    }

    /** The same choices, which are said to go around; null says nothing. */
    public Schedule around(@Nullable Circle other) {
        return Objects.equals(circle, other) ? this : new Schedule(choices, other);
    }

    /** The circle in which the choices end, or null for a run that is to end. */
    public @Nullable Circle circle() {
        return circle;
    }

    /** Number of choices up to the last that is not 0. */
    public int length() {
        return choices.length;
    }

    /** Choice {@code i}, 0 beyond the end. */
    public int choice(int i) {
        return i < choices.length ? choices[i] : 0;
    }

    /** The choices alone. */
    public int[] toArray() {
        return choices.clone();
    }

    /**
     * All of it as numbers, for {@link #ofWords}: the choices; before them, of a schedule with a circle, where the circle
     * begins as a negative number (-1 at step 0), and its steps.
     */
    public int[] toWords() {
        if (circle == null) {
            return toArray();
        }
        int[] words = new int[choices.length + 2];
        words[0] = ~circle.from();
        words[1] = circle.steps();
        System.arraycopy(choices, 0, words, 2, choices.length);
        return words;
    }

    /** @throws IllegalArgumentException for what {@link #toWords} does not make */
    public static Schedule ofWords(int... words) {
        if (words.length == 0 || words[0] >= 0) {
            return of(words);
        }
        if (words.length == 1) {
            throw new IllegalArgumentException("A circle without a number of steps");
        }
        return of(Arrays.copyOfRange(words, 2, words.length)).around(new Circle(~words[0], words[1]));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Schedule s && Arrays.equals(choices, s.choices) && Objects.equals(circle, s.circle);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(choices) + Objects.hashCode(circle);
    }

    @Override
    public String toString() {
        return Arrays.toString(choices)
                + (circle == null ? "" : " and around from step " + circle.from() + ", " + circle.steps() + " steps");
    }
}
