package dev.gfpfuzz.search;

import java.util.Arrays;

/**
 * Estimates how likely the next run is to be of a kind that no run was of yet: Good 1953, "The population frequencies of
 * species and the estimation of population parameters" (Good-Turing), the number of kinds met once divided by the number
 * of runs. The bound is McAllester and Schapire's, 2000, "On the convergence rate of Good-Turing estimators".
 *
 * <p>What a kind is, the caller decides by a 64-bit hash: the final state, the trace, a set of features. Memory is fixed:
 * when the table is half full and as large as it may be, kinds whose hash has one more leading zero bit are kept and the others forgotten, which is
 * a fair sample of them, and the count is scaled. Order of the runs does not matter, so tables of shards can be merged in
 * any order with the same result.
 */
public final class UnseenMass {
    private static final int SLOTS_MIN = 1 << 4;
    private static final int SLOTS_MAX = 1 << 14;

    private long[] kinds = new long[SLOTS_MIN];
    private boolean[] again = new boolean[SLOTS_MIN];
    private int size;
    private int zeros;
    private long runs;

    /** A run of this kind. */
    public void add(long kind) {
        runs++;
        put(kind == 0 ? 1 : kind, false);
    }

    /** Adds what another table has seen. */
    public void add(UnseenMass other) {
        runs += other.runs;
        while (zeros < other.zeros) {
            sampleLess();
        }
        for (int i = 0; i < other.kinds.length; i++) {
            if (other.kinds[i] != 0) {
                put(other.kinds[i], other.again[i]);
            }
        }
    }

    private void put(long kind, boolean repeated) {
        if (Long.numberOfLeadingZeros(kind) < zeros) {
            return;
        }
        int slot = (int) kind & kinds.length - 1;
        while (kinds[slot] != 0 && kinds[slot] != kind) {
            slot = slot + 1 & kinds.length - 1;
        }
        if (kinds[slot] == kind) {
            again[slot] = true;
            return;
        }
        kinds[slot] = kind;
        again[slot] = repeated;
        if (++size > kinds.length / 2) {
            if (kinds.length < SLOTS_MAX) {
                rebuild(kinds.length * 2);
            } else {
                sampleLess();
            }
        }
    }

    private void sampleLess() {
        zeros++;
        rebuild(kinds.length);
    }

    private void rebuild(int slots) {
        long[] oldKinds = kinds;
        boolean[] oldAgain = again;
        kinds = new long[slots];
        again = new boolean[slots];
        size = 0;
        for (int i = 0; i < oldKinds.length; i++) {
            if (oldKinds[i] != 0) {
                put(oldKinds[i], oldAgain[i]);
            }
        }
    }

    public long runs() {
        return runs;
    }

    /** Kinds met, an estimate once there are more than fit the table. */
    public long kinds() {
        return (long) size << zeros;
    }

    /** Kinds met exactly once, an estimate once there are more than fit the table. */
    public long metOnce() {
        long once = 0;
        for (int i = 0; i < kinds.length; i++) {
            once += kinds[i] != 0 && !again[i] ? 1 : 0;
        }
        return once << zeros;
    }

    /** The estimated probability that the next run is of a new kind; 1 before the first. */
    public double estimate() {
        return runs == 0 ? 1 : Math.min(1, (double) metOnce() / runs);
    }

    /** With this confidence, the probability that the next run is of a new kind is below the result. */
    public double upperBound(double confidence) {
        if (runs == 0) {
            return 1;
        }
        double slack = (2 * Math.sqrt(2) + Math.sqrt(3)) * Math.sqrt(Math.log(3 / (1 - confidence)) / runs);
        return Math.min(1, estimate() + slack);
    }

    /** The table as longs: runs, leading zeros, the kinds in ascending order, then a bit for each: met again. */
    public long[] toArray() {
        long[] sorted = Arrays.stream(kinds).filter(k -> k != 0).sorted().toArray();
        long[] words = new long[2 + sorted.length + (sorted.length + 63 >>> 6)];
        words[0] = runs;
        words[1] = zeros;
        for (int i = 0; i < sorted.length; i++) {
            words[2 + i] = sorted[i];
            if (isRepeated(sorted[i])) {
                words[2 + sorted.length + (i >>> 6)] |= 1L << i;
            }
        }
        return words;
    }

    private boolean isRepeated(long kind) {
        int slot = (int) kind & kinds.length - 1;
        while (kinds[slot] != kind) {
            slot = slot + 1 & kinds.length - 1;
        }
        return again[slot];
    }

    /** The same runs with at most so many kinds kept: what a shard hands in. */
    public UnseenMass sample(int kindsMax) {
        UnseenMass sample = of(toArray());
        while (sample.size > kindsMax) {
            sample.sampleLess();
        }
        return sample;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof UnseenMass other && Arrays.equals(toArray(), other.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }

    @Override
    public String toString() {
        return kinds() + " kinds in " + runs + " runs";
    }

    /** Reads what {@link #toArray} wrote. */
    public static UnseenMass of(long... words) {
        if (words[0] < 0 || words[1] < 0 || words[1] > Long.SIZE) {
            throw new IllegalArgumentException(
                    "A table of " + words[0] + " runs with " + words[1] + " leading zeros; 0 to 64 are possible");
        }
        UnseenMass mass = new UnseenMass();
        int n = 0;
        while (n + (n + 63 >>> 6) < words.length - 2) {
            n++;
        }
        mass.runs = words[0];
        mass.zeros = (int) words[1];
        for (int i = 0; i < n; i++) {
            mass.put(words[2 + i], (words[2 + n + (i >>> 6)] >>> i & 1) != 0);
        }
        return mass;
    }
}
