package dev.gfpfuzz.schedule;

/**
 * SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"), our own copy so that tokens and
 * campaigns do not depend on a JDK's choice of algorithm. Departure: the gamma is fixed.
 */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix64(long seed) {
        state = seed;
    }

    /** Starts over from {@code seed}. */
    public void reseed(long seed) {
        state = seed;
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** @return 0..bound-1; the bias is below bound / 2^32 */
    public int nextInt(int bound) {
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** @return a number in [0, 1), a multiple of 2^-53 */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Stafford's variant 13 of the 64-bit finalizer. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The seed of something addressed by two numbers: run {@code index} of shard {@code seed}, in O(1). */
    public static long seedOf(long seed, long index) {
        return mix(mix(seed + GOLDEN_GAMMA) ^ mix(index * 0xD1342543DE82EF95L + 1));
    }
}
