package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_alloc.c, v4.17, get_page_from_freelist}. Never sleeps. The watermark test reads counters without the
 * zone's lock, so others run between the test and the removal. Left out: cpusets, dirty limits, node reclaim, other
 * zones.
 */
final class GetPageFromFreelist extends ZoneFrame<GetPageFromFreelist.At> {
    enum At {
        TEST,
        TAKE
    }

    private int order;
    private int allocFlags;

    GetPageFromFreelist(int zone, int order, int allocFlags) {
        super(At.TEST, zone);
        this.order = order;
        this.allocFlags = allocFlags;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        switch (at) {
            case TEST:
                if (!z.variants().watermark().fast(z, order, z.config().mark(allocFlags), allocFlags)
                        && (allocFlags & AllocFlags.NO_WATERMARKS) == 0) {
                    return ret(current, PageAllocator.NULL);
                }
                w.emit(PageEvent.WATERMARK_PASSED, current, order, allocFlags);
                return pauseAt(At.TAKE);
            case TAKE:
                int pfn = z.variants().rmqueue().take(z, order, allocFlags);
                if (pfn == FreeLists.NONE) {
                    return ret(current, PageAllocator.NULL);
                }
                z.nowAllocated(order);
                long page = Zone.handle(pfn, order);
                if (order > 0 && (allocFlags & z.variants().rights().reservesBlock()) != 0) {
                    HighatomicReserve.reserve(z, pfn);
                }
                w.emit(PageEvent.BLOCK_TAKEN, current, page, allocFlags);
                return ret(current, page);
            default:
                throw new AssertionError(at);
        }
    }

    @Override
    public String function() {
        return "get_page_from_freelist";
    }

    @Override
    void locals(Fields f) {
        order = f.of(order);
        allocFlags = f.of(allocFlags);
    }
}
