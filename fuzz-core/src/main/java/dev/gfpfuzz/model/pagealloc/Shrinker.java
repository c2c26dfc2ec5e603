package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.World;

/** A cache that reclaim may ask to give memory back: {@code include/linux/shrinker.h, v4.17, struct shrinker}. */
public interface Shrinker {
    /** Returned by a scan that must not go on: {@code SHRINK_STOP}. */
    long SHRINK_STOP = -1;

    /** Part id, for the events. */
    int id();

    /** {@code count_objects} as a frame that returns how many objects could be freed. */
    Frame<?> countObjects(World w, int gfp);

    /**
     * {@code scan_objects} as a frame that returns the number freed, or {@link #SHRINK_STOP}.
     *
     * @param gfp the mask of the request for which memory is reclaimed
     * @param nrToScan how many objects to look at
     */
    Frame<?> scanObjects(World w, int gfp, int nrToScan);

    /**
     * Whether a scan with this mask would free something if it ran now, undisturbed: what an allocator that may not fail
     * waits for, instead of reclaiming in vain without end. Changes nothing.
     */
    boolean couldFree(World w, int gfp);
}
