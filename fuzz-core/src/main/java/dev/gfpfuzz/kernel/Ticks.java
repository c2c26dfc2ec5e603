package dev.gfpfuzz.kernel;

/** Lengths of time on the logical clock. Only their order matters: a timer may fire as soon as it is the next one. */
public final class Ticks {
    /** Ticks of a second: {@code CONFIG_HZ=1000}. */
    public static final long HZ = 1000;

    private Ticks() {}

    public static long seconds(long n) {
        return n * HZ;
    }

    public static long milliseconds(long n) {
        return Math.max(1, n * HZ / 1000);
    }
}
