package dev.gfpfuzz.model.pagealloc;

/**
 * What a pass over at most 32 LRU pages came to, packed into a return value, a byte each: {@code mm/vmscan.c, v4.17,
 * struct reclaim_stat} and the pages reclaimed and taken.
 */
final class ScanCounts {
    private static final int MASK = 0xFF;

    static final int RECLAIMED = 0;
    static final int TAKEN = 8;
    static final int DIRTY = 16;
    static final int UNQUEUED_DIRTY = 24;
    static final int CONGESTED = 32;
    static final int WRITEBACK = 40;
    static final int IMMEDIATE = 48;

    private ScanCounts() {}

    static long one(int field) {
        return 1L << field;
    }

    static int get(long counts, int field) {
        return (int) (counts >>> field) & MASK;
    }
}
