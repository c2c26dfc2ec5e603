package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_alloc.c, v4.17, __alloc_pages_direct_reclaim} with {@code __perform_reclaim}: reclaims with PF_MEMALLOC
 * set. Without progress there is no attempt; with it one, and another after the high-atomic reserve and the per-CPU lists
 * were given back. Returns page and progress.
 */
final class AllocPagesDirectReclaim extends ZoneFrame<AllocPagesDirectReclaim.At> {
    enum At {
        ENTRY,
        RESCHEDULED,
        RECLAIMED,
        RETRY,
        TRIED
    }

    private int gfp;
    private int order;
    private int allocFlags;
    private boolean progress;
    private boolean drained;
    private boolean noreclaimFlag;

    AllocPagesDirectReclaim(int zone, int gfp, int order, int allocFlags) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.order = order;
        this.allocFlags = allocFlags;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        switch (at) {
            case ENTRY:
                return pauseAt(At.RESCHEDULED);
            case RESCHEDULED:
                w.emit(KernelEvent.DIRECT_RECLAIM_ENTERED, current, TaskFlags.currentGfpContext(current.flags(), gfp));
                noreclaimFlag = (current.flags() & TaskFlags.PF_MEMALLOC) != 0;
                current.setFlags(current.flags() | TaskFlags.PF_MEMALLOC);
                return call(current, new TryToFreePages(zone(), gfp, order), At.RECLAIMED);
            case RECLAIMED:
                long reclaimed = current.ret();
                if (!noreclaimFlag) {
                    current.setFlags(current.flags() & ~TaskFlags.PF_MEMALLOC);
                }
                w.emit(KernelEvent.DIRECT_RECLAIM_LEFT, current, reclaimed);
                progress = reclaimed > 0;
                return progress ? goTo(At.RETRY) : ret(current, PageAnd.pack(PageAllocator.NULL, 0));
            case RETRY:
                return call(current, z.variants().getPage(zone(), order, allocFlags), At.TRIED);
            case TRIED:
                long page = current.ret();
                if (page == PageAllocator.NULL && !drained) {
                    HighatomicReserve.unreserve(z, false);
                    z.drainPcp(Integer.MAX_VALUE);
                    drained = true;
                    return goTo(At.RETRY);
                }
                return ret(current, PageAnd.pack(page, 1));
            default:
                throw new AssertionError(at);
        }
    }

    @Override
    public String function() {
        return "__alloc_pages_direct_reclaim";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        allocFlags = f.of(allocFlags);
        progress = f.of(progress);
        drained = f.of(drained);
        noreclaimFlag = f.of(noreclaimFlag);
    }
}
