package dev.gfpfuzz.model.callers;

/**
 * One way to get the memory.
 *
 * @param gfp allocation mask
 * @param order page order, 0..10; for VMALLOC the total is 2^order single pages; for SHRINK the number of pages is 2^order
 * @param then what the operation has come to if this attempt succeeds; OK unless it serves in a lesser way
 */
public record Attempt(Source source, int gfp, int order, Terminal then) {
    /** Where the memory comes from. */
    public enum Source {
        /** {@code alloc_pages}, or a slab page of that order. */
        BUDDY,
        /** Single pages mapped together. */
        VMALLOC,
        /** A small cache of the caller's own, which may be empty. */
        CACHE,
        /** A reserve: never empty for ever, so a sleeper gets its element. */
        RESERVE,
        /** Memory that is there anyway: on the stack, in the object, or not needed on a synchronous path. */
        LOCAL,
        /** The caller's own shrinker gives pages back; no memory for the operation yet. */
        SHRINK
    }
}
