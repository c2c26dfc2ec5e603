package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** Memory as its users see it: {@code __alloc_pages} as a frame to call, {@code __free_pages} as a method. */
public abstract class PageAllocator extends Part {
    /** What an allocation returns when it fails. A success is any other value: a handle for {@link #freePages}. */
    public static final long NULL = 0;

    private int releasepageLock = -1;

    /**
     * A frame that tries to allocate and returns a handle or {@link #NULL}. It sleeps only if the mask has
     * {@code __GFP_DIRECT_RECLAIM}; otherwise it finishes within the caller's step.
     *
     * @param gfp mask, {@link dev.gfpfuzz.kernel.Gfp}
     * @param order 0..10, page order
     */
    public abstract Frame<?> allocPages(int gfp, int order);

    /** Gives a block back, within the caller's step. */
    public abstract void freePages(World w, Task current, long handle);

    /** Adds a shrinker that direct reclaim calls; only while a world is built. */
    public abstract void registerShrinker(Shrinker shrinker);

    /**
     * Page cache carries a filesystem's private data, which reclaim has released under its lock; only while a world is
     * built. Nothing comes of it in an allocator without page cache.
     *
     * @param lock part id of the lock
     */
    public final void registerReleasepage(int lock) {
        releasepageLock = lock;
    }

    /** Part id of that lock, or -1. */
    final int releasepageLock() {
        return releasepageLock;
    }

    /**
     * Whether no page is free that an ordinary request could get now: then its failure is not bad luck. An allocator that
     * cannot tell says no.
     */
    public boolean exhausted() {
        return false;
    }

    /**
     * Memory that somebody took before the scenario begins, beside the pages that it declares; only while a world is
     * built. It can be freed like any other.
     *
     * @param order 0..10, page order
     * @return a handle, or {@link #NULL} if the allocator has no memory beside its own: then there is nothing to free
     */
    public long memoryAtBoot(int order) {
        return NULL;
    }

    /** Part id of {@code shrinker_rwsem}, which reclaim holds for reading while it calls shrinkers; -1 if left out. */
    public int shrinkerRwsem() {
        return -1;
    }
}
