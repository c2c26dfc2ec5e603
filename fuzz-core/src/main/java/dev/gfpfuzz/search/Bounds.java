package dev.gfpfuzz.search;

import java.util.function.BooleanSupplier;

/**
 * Where an exhaustive search gives up.
 *
 * @param statesMax most distinct states, at least 1
 * @param depthMax most steps of a run, at least 1
 * @param openMax most states that are visited and not expanded yet, at least 1: they take most of the memory, up to 3 KB
 *     each where the rest takes some 32 bytes
 * @param foresees whether to give up as soon as it looks as if there were more than {@code statesMax} states; only a
 *     search nearest first can tell
 * @param stop asked now and then; true ends the search (a deadline, an interrupt). The search itself reads no clock
 */
public record Bounds(long statesMax, int depthMax, long openMax, boolean foresees, BooleanSupplier stop) {
    /** The default of most states: what an exhaustive search visits within a coffee break. */
    public static final long STATES_MAX = 10_000_000;

    /** The default of most steps: as a random run's. */
    public static final int DEPTH_MAX = 20_000;

    public Bounds {
        if (statesMax < 1 || depthMax < 1 || openMax < 1) {
            throw new IllegalArgumentException("An exhaustive search needs room for a state and a step; asked for "
                    + statesMax + " states and " + depthMax + " steps.");
        }
    }

    /** However many states are open. */
    public Bounds(long statesMax, int depthMax, BooleanSupplier stop) {
        this(statesMax, depthMax, Long.MAX_VALUE, false, stop);
    }

    /** The defaults. */
    public static Bounds standard() {
        return new Bounds(STATES_MAX, DEPTH_MAX, () -> false);
    }

    public static Bounds states(long statesMax) {
        return new Bounds(statesMax, DEPTH_MAX, () -> false);
    }

    public Bounds withDepth(int steps) {
        return new Bounds(statesMax, steps, openMax, foresees, stop);
    }

    public Bounds withOpen(long states) {
        return new Bounds(statesMax, depthMax, states, foresees, stop);
    }

    /** The same, given up early where it looks as if there were more states than that. */
    public Bounds withForesight() {
        return new Bounds(statesMax, depthMax, openMax, true, stop);
    }

    public Bounds withStop(BooleanSupplier newStop) {
        return new Bounds(statesMax, depthMax, openMax, foresees, newStop);
    }
}
