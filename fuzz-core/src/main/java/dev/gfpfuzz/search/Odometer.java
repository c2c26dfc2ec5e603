package dev.gfpfuzz.search;

import dev.gfpfuzz.step.Chooser;
import java.util.Arrays;

/**
 * Enumerates the answers to the questions that one step asks: all zeros first, then, as on an odometer, the last answer
 * that can still grow grows and what follows it starts over. The questions may depend on earlier answers.
 */
final class Odometer implements Chooser {
    /** Position before the first variant. */
    static final int[] START = {};

    private int[] values = new int[8];
    private int[] bounds = new int[8];
    private int given;
    private int asked;

    /** Before the first of a step's variants. */
    void reset() {
        given = 0;
        asked = 0;
    }

    @Override
    public int choose(int bound, String reason) {
        if (asked == values.length) {
            values = Arrays.copyOf(values, asked * 2);
            bounds = Arrays.copyOf(bounds, asked * 2);
        }
        int value = asked < given ? values[asked] : 0;
        values[asked] = value;
        bounds[asked] = bound;
        asked++;
        return value;
    }

    /** After a variant was run: moves to the next one. @return false if there is none */
    boolean advance() {
        int last = asked - 1;
        while (last >= 0 && values[last] + 1 == bounds[last]) {
            last--;
        }
        asked = 0;
        if (last < 0) {
            given = 0;
            return false;
        }
        values[last]++;
        given = last + 1;
        return true;
    }

    /** After {@link #advance}: where it stands, for {@link #resume}. */
    int[] position() {
        return given == 0 ? START : Arrays.copyOf(values, given);
    }

    /** Goes on at a position of this step's variants, whatever was enumerated since. */
    void resume(int[] position) {
        if (position.length > values.length) {
            values = Arrays.copyOf(values, position.length * 2);
            bounds = Arrays.copyOf(bounds, position.length * 2);
        }
        System.arraycopy(position, 0, values, 0, position.length);
        given = position.length;
        asked = 0;
    }

    /** The answers of the variant that was run last, before {@link #advance}. */
    int[] answers() {
        return Arrays.copyOf(values, asked);
    }
}
