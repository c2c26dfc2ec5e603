package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.PageAllocator.NULL;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;

/**
 * {@code mm/page_alloc.c, v4.17, __alloc_pages_slowpath} in straight lines, to be read beside the C: the same decisions as
 * {@link AllocPagesSlowpath}, written a second time, without frames.
 */
final class SlowpathTwin {
    private SlowpathTwin() {}

    static long allocPagesSlowpath(SlowpathScript s, int gfp, int order, int taskFlags) {
        boolean canDirectReclaim = (gfp & Gfp.DIRECT_RECLAIM) != 0;
        boolean costlyOrder = order > 3;
        if (canDirectReclaim && (gfp & Gfp.ATOMIC_BIT) != 0) {
            gfp &= ~Gfp.ATOMIC_BIT;
        }
        int compactPriority = 1;
        CompactResult compactResult = CompactResult.SKIPPED;
        int compactionRetries = 0;
        int noProgressLoops = 0;
        int allocFlags = AllocRights.v4m17(taskFlags, gfp, order);
        long page = s.getPage(allocFlags);
        if (page != NULL) {
            return page;
        }
        boolean unmovable = (gfp & Gfp.MOVABLE) == 0;
        int reserve = AllocRights.reserveV4m17(taskFlags, gfp);
        if (canDirectReclaim && (costlyOrder || order > 0 && unmovable) && reserve == 0) {
            long compacted = s.compact(allocFlags, 2);
            if (PageAnd.page(compacted) != NULL) {
                return PageAnd.page(compacted);
            }
            compactResult = CompactResult.of(PageAnd.number(compacted));
            if (costlyOrder && (gfp & Gfp.NORETRY) != 0) {
                if (compactResult == CompactResult.DEFERRED) {
                    page = nopage(s, gfp, canDirectReclaim);
                    if (page != NULL || (gfp & Gfp.NOFAIL) == 0) {
                        return page;
                    }
                }
                if (compactResult != CompactResult.DEFERRED) {
                    compactPriority = 2;
                }
            }
        }
        while (true) {
            if (reserve != 0) {
                allocFlags = reserve;
            }
            page = s.getPage(allocFlags);
            if (page != NULL) {
                return page;
            }
            boolean loops = false;
            if (canDirectReclaim && (taskFlags & TaskFlags.PF_MEMALLOC) == 0) {
                long reclaimed = s.reclaim(gfp, allocFlags);
                if (PageAnd.page(reclaimed) != NULL) {
                    return PageAnd.page(reclaimed);
                }
                boolean didSomeProgress = PageAnd.number(reclaimed) > 0;
                long compacted = s.compact(allocFlags, compactPriority);
                if (PageAnd.page(compacted) != NULL) {
                    return PageAnd.page(compacted);
                }
                if (order > 0) {
                    compactResult = CompactResult.of(PageAnd.number(compacted));
                }
                if ((gfp & Gfp.NORETRY) == 0 && (!costlyOrder || (gfp & Gfp.RETRY_MAYFAIL) != 0)) {
                    long retry = s.reclaimRetry(allocFlags, didSomeProgress, noProgressLoops);
                    noProgressLoops = ShouldReclaimRetry.loops(retry);
                    loops = ShouldReclaimRetry.retries(retry);
                    if (!loops && didSomeProgress) {
                        ShouldCompactRetry.Answer a =
                                s.compactRetry(allocFlags, compactResult, compactPriority, compactionRetries);
                        compactPriority = a.compactPriority();
                        compactionRetries = a.compactionRetries();
                        loops = a.retry();
                    }
                    if (!loops) {
                        long gate = s.mayOom(gfp);
                        if (PageAnd.page(gate) != NULL) {
                            return PageAnd.page(gate);
                        }
                        boolean victim = (taskFlags & TaskFlags.TIF_MEMDIE) != 0;
                        boolean gaveUp = victim && (allocFlags == AllocFlags.OOM || (gfp & Gfp.NOMEMALLOC) != 0);
                        if (!gaveUp && PageAnd.number(gate) > 0) {
                            noProgressLoops = 0;
                            loops = true;
                        }
                    }
                }
            }
            if (!loops) {
                page = nopage(s, gfp, canDirectReclaim);
                if (page != NULL || (gfp & Gfp.NOFAIL) == 0 || !canDirectReclaim) {
                    return page;
                }
            }
        }
    }

    /** NOFAIL's last try, or NULL. */
    private static long nopage(SlowpathScript s, int gfp, boolean canDirectReclaim) {
        return (gfp & Gfp.NOFAIL) != 0 && canDirectReclaim ? s.getPage(AllocFlags.HARDER) : NULL;
    }
}
