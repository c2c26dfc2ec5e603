package dev.gfpfuzz.model.pagealloc;

/** {@code include/linux/compaction.h, v4.17, enum compact_result}, in its order; those that no caller sees are left out. */
public enum CompactResult {
    /** Not tried: no IO, too little memory, or fragmentation is not the trouble. */
    SKIPPED,
    /** Not tried: it failed lately. */
    DEFERRED,
    /** Nothing decided yet: a free block may be made. */
    CONTINUE,
    /** The whole zone was scanned without a block. */
    COMPLETE,
    /** A part of the zone was scanned without a block. */
    PARTIAL_SKIPPED,
    /** Gave way to others. */
    CONTENDED,
    /** There is a block now. */
    SUCCESS;

    private static final CompactResult[] ALL = values();

    static CompactResult of(int ordinal) {
        return ALL[ordinal];
    }

    boolean beyond(CompactResult other) {
        return compareTo(other) > 0;
    }
}
