package dev.gfpfuzz.search;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which states can still come to rest, for a search that meets transitions in any order: 8 bytes each, and 8 for the hash
 * of a target that was not visited when the transition was met. See {@link Progress} for searches that go state by state.
 */
final class Edges {
    private int[] from = new int[1 << 10];
    private int[] to = new int[1 << 10];
    private int size;
    private long[] hashes = new long[16];
    private int[] hashedFrom = new int[16];
    private int hashed;
    private final BitSet resting = new BitSet();

    void add(int source, int target) {
        if (size == from.length) {
            from = Arrays.copyOf(from, size + (size >> 1));
            to = Arrays.copyOf(to, size + (size >> 1));
        }
        from[size] = source;
        to[size++] = target;
    }

    /** A transition into a state known by its hash, which may be visited later. */
    void addByHash(int source, long target) {
        if (hashed == hashes.length) {
            hashes = Arrays.copyOf(hashes, hashed + (hashed >> 1));
            hashedFrom = Arrays.copyOf(hashedFrom, hashed + (hashed >> 1));
        }
        hashedFrom[hashed] = source;
        hashes[hashed++] = target;
    }

    /** A state without successor, or in which only daemons go on. */
    void rests(int state) {
        resting.set(state);
    }

    /**
     * Whether there is a state from which no state at rest can be reached.
     *
     * @throws IllegalStateException when a target was not visited: the reduction has left out too much
     */
    boolean someStateNeverRests(SeenStates seen) {
        for (int i = 0; i < hashed; i++) {
            int target = seen.find(hashes[i]);
            if (target < 0) {
                throw new IllegalStateException("A step that was left out at state " + hashedFrom[i]
                        + " leads to state " + Long.toHexString(hashes[i]) + ", which was not visited");
            }
            add(hashedFrom[i], target);
        }
        hashed = 0;
        return backwards(seen.size()).cardinality() < seen.size();
    }

    /** The states from which one at rest can be reached. */
    private BitSet backwards(int states) {
        int[] first = new int[states + 1];
        for (int e = 0; e < size; e++) {
            first[to[e] + 1]++;
        }
        for (int s = 0; s < states; s++) {
            first[s + 1] += first[s];
        }
        int[] sources = new int[size];
        int[] next = first.clone();
        for (int e = 0; e < size; e++) {
            sources[next[to[e]]++] = from[e];
        }
        BitSet reached = (BitSet) resting.clone();
        int[] open = reached.stream().toArray();
        int n = open.length;
        open = Arrays.copyOf(open, states);
        while (n > 0) {
            int s = open[--n];
            for (int e = first[s]; e < first[s + 1]; e++) {
                if (!reached.get(sources[e])) {
                    reached.set(sources[e]);
                    open[n++] = sources[e];
                }
            }
        }
        return reached;
    }
}
