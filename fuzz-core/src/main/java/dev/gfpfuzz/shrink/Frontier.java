package dev.gfpfuzz.shrink;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** States to go on from, the nearest first; among equally near ones that which came first. A binary heap. */
final class Frontier {
    /** Most states that are handed over at once. */
    private static final int HANDFUL = 16;
    /** States among which those are looked for. */
    private static final int SIGHT = 256;

    private long[] distances = new long[64];
    private int[] sequences = new int[64];
    private int[] states = new int[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The distance of the nearest. */
    long distance() {
        return distances[0];
    }

    /** The nearest. */
    int state() {
        return states[0];
    }

    /**
     * Adds a state; the same may be there with another distance.
     *
     * @param sequence when it came
     */
    void add(int state, long distance, int sequence) {
        if (size == states.length) {
            distances = Arrays.copyOf(distances, 2 * size);
            sequences = Arrays.copyOf(sequences, 2 * size);
            states = Arrays.copyOf(states, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = at - 1 >>> 1;
            if (!isBefore(distance, sequence, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, state, distance, sequence);
    }

    /** Removes the nearest. */
    void remove() {
        size--;
        int state = states[size];
        long distance = distances[size];
        int sequence = sequences[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBefore(distances[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (isBefore(distance, sequence, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, state, distance, sequence);
    }

    private boolean isBefore(long distance, int sequence, int at) {
        return distance < distances[at] || distance == distances[at] && sequence < sequences[at];
    }

    private void move(int from, int to) {
        put(to, states[from], distances[from], sequences[from]);
    }

    private void put(int at, int state, long distance, int sequence) {
        states[at] = state;
        distances[at] = distance;
        sequences[at] = sequence;
    }

    /**
     * For another thread some that are left: rather near ones, and not those at which this thread will be next. They stay here
     * as well.
     *
     * @return null if there are none
     */
    @Nullable
    Frontier handful(States of) {
        Frontier some = null;
        int end = Math.min(size, SIGHT);
        for (int i = Math.min(HANDFUL, size / 2); i < end && (some == null || some.size < HANDFUL); i++) {
            if (of.isOpen(states[i])) {
                some = some == null ? new Frontier() : some;
                some.add(states[i], distances[i], 0);
            }
        }
        return some;
    }

    /** Adds all of another's. */
    void addAll(Frontier other) {
        for (int i = 0; i < other.size; i++) {
            add(other.states[i], other.distances[i], 0);
        }
    }
}
