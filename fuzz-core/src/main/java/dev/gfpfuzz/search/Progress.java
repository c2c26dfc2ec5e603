package dev.gfpfuzz.search;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which states can still come to rest. Keeps the transitions of a search that numbers states in the order in which it
 * expands them, so those of a state are consecutive: 4 bytes a transition and 4 a state, beside {@link SeenStates}.
 */
final class Progress {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private int[][] targets = new int[4][];
    private int edges;
    /** Index of the first transition of each state. */
    private int[] firsts = new int[1 << 10];

    private int expanded;
    private final BitSet resting = new BitSet();

    /** A transition; states come in ascending order. */
    void edge(int from, int to) {
        beginning(from);
        int chunk = edges >>> CHUNK_BITS;
        if (chunk == targets.length) {
            targets = Arrays.copyOf(targets, chunk * 2);
        }
        if (targets[chunk] == null) {
            targets[chunk] = new int[CHUNK];
        }
        targets[chunk][edges++ & CHUNK - 1] = to;
    }

    /** A state without successor, or in which only daemons go on. */
    void rests(int state) {
        beginning(state);
        resting.set(state);
    }

    private void beginning(int state) {
        while (expanded <= state) {
            if (expanded == firsts.length) {
                firsts = Arrays.copyOf(firsts, expanded + (expanded >> 2));
            }
            firsts[expanded++] = edges;
        }
    }

    /**
     * The first of {@code states} states from which no state without successor can be reached, or -1. Sweeps backwards
     * until nothing changes; as nearly all transitions lead to later states, few sweeps are needed.
     */
    int firstThatNeverRests(int states) {
        beginning(states);
        BitSet rests = (BitSet) resting.clone();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int s = rests.previousClearBit(states - 1); s >= 0; s = rests.previousClearBit(s - 1)) {
                if (reaches(s, rests)) {
                    rests.set(s);
                    changed = true;
                }
            }
        }
        int first = rests.nextClearBit(0);
        return first < states ? first : -1;
    }

    private boolean reaches(int state, BitSet goal) {
        for (int e = firsts[state]; e < firsts[state + 1]; e++) {
            if (goal.get(targets[e >>> CHUNK_BITS][e & CHUNK - 1])) {
                return true;
            }
        }
        return false;
    }
}
