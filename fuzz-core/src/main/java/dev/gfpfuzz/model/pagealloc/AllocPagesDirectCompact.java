package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_alloc.c, __alloc_pages_direct_compact}: compacts with PF_MEMALLOC set, then tries if that may have
 * helped. Returns page and {@link CompactResult}. Left out: v6.1's captured page.
 */
final class AllocPagesDirectCompact extends ZoneFrame<AllocPagesDirectCompact.At> {
    enum At {
        ENTRY,
        COMPACTED,
        TRIED,
        RESCHEDULED
    }

    private int gfp;
    private int order;
    private int allocFlags;
    private int priority;
    private final CompactResult notWorthAnAttempt;
    private CompactResult result = CompactResult.SKIPPED;
    private boolean noreclaimFlag;

    /** @param notWorthAnAttempt the highest result after which the lists are not tried: DEFERRED, or SKIPPED in v6.1 */
    AllocPagesDirectCompact(
            int zone, int gfp, int order, int allocFlags, int priority, CompactResult notWorthAnAttempt) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.order = order;
        this.allocFlags = allocFlags;
        this.priority = priority;
        this.notWorthAnAttempt = notWorthAnAttempt;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        switch (at) {
            case ENTRY:
                if (order == 0 || z.config().compaction() == 0) {
                    return leave(current, PageAllocator.NULL);
                }
                noreclaimFlag = (current.flags() & TaskFlags.PF_MEMALLOC) != 0;
                current.setFlags(current.flags() | TaskFlags.PF_MEMALLOC);
                return call(current, new TryToCompactPages(zone(), gfp, order, allocFlags, priority), At.COMPACTED);
            case COMPACTED:
                result = CompactResult.of((int) current.ret());
                if (!noreclaimFlag) {
                    current.setFlags(current.flags() & ~TaskFlags.PF_MEMALLOC);
                }
                if (!result.beyond(notWorthAnAttempt)) {
                    return leave(current, PageAllocator.NULL);
                }
                return call(current, z.variants().getPage(zone(), order, allocFlags), At.TRIED);
            case TRIED:
                long page = current.ret();
                if (page != PageAllocator.NULL) {
                    z.compactionDeferReset(order, true);
                    return leave(current, page);
                }
                return pauseAt(At.RESCHEDULED);
            case RESCHEDULED:
                return leave(current, PageAllocator.NULL);
            default:
                throw new AssertionError(at);
        }
    }

    private Next leave(Task current, long page) {
        return ret(current, PageAnd.pack(page, result.ordinal()));
    }

    @Override
    public String function() {
        return "__alloc_pages_direct_compact";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        allocFlags = f.of(allocFlags);
        priority = f.of(priority);
        result = f.of(result);
        noreclaimFlag = f.of(noreclaimFlag);
    }
}
