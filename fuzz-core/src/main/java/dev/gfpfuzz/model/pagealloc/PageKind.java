package dev.gfpfuzz.model.pagealloc;

/**
 * What a page on the LRU lists is. Which page of a kind is meant never matters except for its place in memory. There is
 * one inactive list; the active list and reference bits are left out.
 */
public enum PageKind {
    /** File page that can be dropped at once. */
    CLEAN,
    /** Dirty file page. */
    DIRTY,
    /** Dirty file page that reclaim has met ({@code PageReclaim}). */
    DIRTY_RECLAIM,
    /** Under writeback. */
    WRITEBACK,
    /** Under writeback, and reclaim has met it. */
    WRITEBACK_RECLAIM,
    /** Anonymous page: reclaimable only by swapping it out. */
    ANON;

    private static final PageKind[] ALL = values();
    /** How many kinds there are. */
    static final int COUNT = ALL.length;

    static PageKind of(int ordinal) {
        return ALL[ordinal];
    }

    boolean file() {
        return this != ANON;
    }

    boolean writeback() {
        return this == WRITEBACK || this == WRITEBACK_RECLAIM;
    }

    boolean dirty() {
        return this == DIRTY || this == DIRTY_RECLAIM;
    }
}
