package dev.gfpfuzz.model.pagealloc;

/** Where a reclaimer can be made to sleep. */
public enum Throttle {
    /** {@code wait_iff_congested}. */
    WAIT_IFF_CONGESTED,
    /** {@code congestion_wait}. */
    CONGESTION_WAIT,
    /** {@code throttle_direct_reclaim}. */
    PFMEMALLOC_WAIT,
    /** {@code msleep} in {@code shrink_inactive_list}. */
    TOO_MANY_ISOLATED,
    /** v6.1, {@code reclaim_throttle}. */
    RECLAIM_THROTTLE;

    private static final Throttle[] ALL = values();

    static Throttle of(int ordinal) {
        return ALL[ordinal];
    }
}
