package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Task;

/**
 * Which variant of each function of the page allocator a zone runs: the allocator's columns of a profile's row.
 *
 * @param allocPagesNodemask {@code __alloc_pages_nodemask}
 * @param slowpath {@code __alloc_pages_slowpath}, its decisions
 * @param rights {@code gfp_to_alloc_flags}
 * @param reserve {@code __gfp_pfmemalloc_flags}
 * @param watermark {@code __zone_watermark_ok}
 * @param rmqueue {@code rmqueue}
 * @param expand {@code expand}
 * @param freeOnePage {@code __free_one_page}
 * @param oom {@code __alloc_pages_may_oom} and {@code out_of_memory}, their decisions
 * @param reclaimMask {@code try_to_free_pages}: the mask it works with
 * @param throttle {@code shrink_node}: how it slows reclaimers down
 * @param stall {@code shrink_inactive_list} and {@code too_many_isolated}: how reclaimers are held up
 * @param doShrinkSlab {@code do_shrink_slab}: how much a shrinker is asked to scan
 * @param balancePgdat {@code balance_pgdat}
 * @param reclaimable {@code zone_reclaimable_pages}
 * @param restored {@code memalloc_noio_restore}: the bit that it puts back
 * @param callees what the slow path calls
 */
record ZoneVariants(
        AllocPages allocPagesNodemask,
        SlowpathRules slowpath,
        Rights rights,
        Reserve reserve,
        Watermark watermark,
        Take rmqueue,
        Split expand,
        FreeBlock freeOnePage,
        OomRules oom,
        Reserve reclaimMask,
        ReclaimThrottle throttle,
        ShrinkInactiveList.Stall stall,
        DoShrinkSlab doShrinkSlab,
        OfOrder balancePgdat,
        Pages reclaimable,
        MemallocScope.Restored restored,
        Callees callees) {

    /** Enters {@code __alloc_pages_nodemask}. */
    interface AllocPages {
        Frame<?> enter(int zone, int gfp, int order);
    }

    /** {@code gfp_to_alloc_flags}, and which of its flags makes a page block high-atomic. */
    interface Rights {
        int of(int taskFlags, int gfp, int order);

        default int reservesBlock() {
            return AllocFlags.HARDER;
        }
    }

    /** A number out of task flags and a mask. */
    interface Reserve {
        int of(int taskFlags, int gfp);
    }

    /** {@code rmqueue}: the block's first page or {@link FreeLists#NONE}. */
    interface Take {
        int take(Zone z, int order, int allocFlags);
    }

    /** {@code expand}. */
    interface Split {
        void split(Zone z, int pfn, int low, int high, int type);
    }

    /** {@code __free_one_page}. */
    interface FreeBlock {
        void free(Zone z, int pfn, int order);
    }

    /** Enters a function that takes an order. */
    interface OfOrder {
        Frame<?> enter(int zone, int order);
    }

    /** Counts pages. */
    interface Pages {
        int pages(Zone z);
    }

    /** What {@code __alloc_pages_slowpath} calls; a test can put a script in its place. */
    interface Callees {
        Frame<?> getPage(int zone, int order, int allocFlags);

        /** Returns page and progress, {@link PageAnd}. */
        Frame<?> directReclaim(int zone, int gfp, int order, int allocFlags);

        /** Returns page and {@link CompactResult}, {@link PageAnd}. */
        Frame<?> directCompact(int zone, int gfp, int order, int allocFlags, int priority);

        /** Returns what {@link ShouldReclaimRetry#pack} packs. */
        Frame<?> reclaimRetry(int zone, int order, int allocFlags, boolean didSomeProgress, int noProgressLoops);

        ShouldCompactRetry.Answer compactRetry(
                Zone z, Task current, int order, int allocFlags, CompactResult result, int priority, int retries);

        /** Returns page and progress, {@link PageAnd}. */
        Frame<?> mayOom(int zone, int gfp, int order);
    }

    Frame<?> getPage(int zone, int order, int allocFlags) {
        return callees.getPage(zone, order, allocFlags);
    }

    /** The columns that {@code row} names. */
    static ZoneVariants of(Slot.Row row) {
        return new ZoneVariants(
                row.of(ZoneSlots.ALLOC_PAGES_NODEMASK),
                row.of(ZoneSlots.SLOWPATH),
                row.of(ZoneSlots.GFP_TO_ALLOC_FLAGS),
                row.of(ZoneSlots.GFP_PFMEMALLOC_FLAGS),
                row.of(ZoneSlots.ZONE_WATERMARK_OK),
                row.of(ZoneSlots.RMQUEUE),
                row.of(ZoneSlots.EXPAND),
                row.of(ZoneSlots.FREE_ONE_PAGE),
                row.of(ZoneSlots.MAY_OOM),
                row.of(ZoneSlots.TRY_TO_FREE_PAGES),
                row.of(ZoneSlots.SHRINK_NODE),
                new ShrinkInactiveList.Stall(
                        row.of(ZoneSlots.TOO_MANY_ISOLATED), row.of(ZoneSlots.SHRINK_INACTIVE_LIST)),
                row.of(ZoneSlots.DO_SHRINK_SLAB),
                row.of(ZoneSlots.BALANCE_PGDAT),
                row.of(ZoneSlots.ZONE_RECLAIMABLE_PAGES),
                row.of(ZoneSlots.MEMALLOC_NOIO_RESTORE),
                new ZoneCallees(
                        row.of(ZoneSlots.DIRECT_COMPACT),
                        row.of(ZoneSlots.SHOULD_RECLAIM_RETRY),
                        row.of(ZoneSlots.SHOULD_COMPACT_RETRY)));
    }
}
