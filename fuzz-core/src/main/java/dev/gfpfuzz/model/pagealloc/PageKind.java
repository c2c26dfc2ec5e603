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
    ANON,
    /** Anonymous page on its way to swap space; reclaim has sent it there. Only in a zone with swap, as the next. */
    SWAP_WRITEBACK,
    /** Anonymous page that swap space has a copy of, in the swap cache. */
    SWAP_CACHE;

    private static final PageKind[] ALL = values();

    /** How many kinds there are in a zone, the first ones: those of swap cost one without swap nothing. */
    static int count(int swap) {
        return swap > 0 ? ALL.length : SWAP_WRITEBACK.ordinal();
    }

    static PageKind of(int ordinal) {
        return ALL[ordinal];
    }

    boolean file() {
        return ordinal() < ANON.ordinal();
    }
}
