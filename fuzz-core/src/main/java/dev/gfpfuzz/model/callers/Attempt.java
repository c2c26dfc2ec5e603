package dev.gfpfuzz.model.callers;

/**
 * One way to get the memory.
 *
 * @param gfp allocation mask
 * @param order page order, 0..10; for VMALLOC the total is 2^order single pages; 0 for the other sources
 * @param lock whether the chain's lock stays held; without a lock KEPT says nothing
 * @param then what the operation has come to if this attempt succeeds; OK unless it serves in a lesser way
 */
public record Attempt(Source source, int gfp, int order, LockUse lock, Terminal then) {
    /** An attempt that keeps whatever lock there is and serves in full. */
    public Attempt(Source source, int gfp, int order) {
        this(source, gfp, order, LockUse.KEPT, Terminal.OK);
    }

    /** Whether it asks the page allocator or a cgroup's counter, so that its mask says something. */
    public boolean allocates() {
        return source == Source.BUDDY || source == Source.VMALLOC || source == Source.CHARGE;
    }

    /** The same attempt with another mask. */
    public Attempt withMask(int mask) {
        return new Attempt(source, mask, order, lock, then);
    }

    /** The same attempt with another order. */
    public Attempt withOrder(int other) {
        return new Attempt(source, gfp, other, lock, then);
    }

    /** The same attempt made without the chain's lock. */
    public Attempt unlocked() {
        return new Attempt(source, gfp, order, LockUse.DROPPED, then);
    }

    /** What happens to the chain's lock during an attempt. */
    public enum LockUse {
        KEPT,
        DROPPED
    }

    /** Where the memory comes from. */
    public enum Source {
        /** {@code alloc_pages}, or a slab page of that order. */
        BUDDY,
        /** Single pages mapped together. */
        VMALLOC,
        /** One page charged to the cgroup that a task moves to, and not allocated. */
        CHARGE,
        /** A small cache of the caller's own, which may be empty. */
        CACHE,
        /** A reserve: never empty for ever, so a sleeper gets its element. */
        RESERVE,
        /** Memory that is there anyway: on the stack, in the object, or not needed on a synchronous path. */
        LOCAL,
        /** The caller's own shrinker, in the worse case: it has nothing to give back, and the next attempt is made. */
        SHRINK
    }
}
