package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import org.jspecify.annotations.Nullable;

/**
 * {@code mm/page_alloc.c, v4.17, __alloc_pages_nodemask}: the fast path above the low mark, then the slow path with the
 * mask that the task's scope leaves, then the charge. Sleeps only if the mask has {@code __GFP_DIRECT_RECLAIM}. Left out:
 * fault injection, nodes, cpusets; {@code gfp_allowed_mask} is the zone's {@code storageSuspended}.
 */
public final class AllocPagesNodemask extends ZoneFrame<AllocPagesNodemask.At> {
    enum At {
        ENTRY,
        FAST_TRIED,
        SLOW_DONE,
        CHARGED
    }

    private int gfp;
    private int order;
    private final boolean scoped;
    private final boolean freesOnce;
    private long page;

    /**
     * @param scoped whether the task's scope is applied
     * @param freesOnce whether a page whose charge failed is freed once, not twice
     */
    AllocPagesNodemask(int zone, int gfp, int order, boolean scoped, boolean freesOnce) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.order = order;
        this.scoped = scoped;
        this.freesOnce = freesOnce;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        switch (at) {
            case ENTRY:
                w.emit(KernelEvent.ALLOC_REQUESTED, current, gfp, order);
                if (z.config().storageSuspended()) {
                    gfp &= ~(Gfp.IO | Gfp.FS);
                }
                if (order > z.config().maxOrder()) {
                    return fail(w, current);
                }
                return call(
                        current,
                        z.variants().getPage(zone(), order, AllocFlags.WMARK_LOW | AllocFlags.CPUSET),
                        At.FAST_TRIED);
            case FAST_TRIED:
                page = current.ret();
                if (page != PageAllocator.NULL) {
                    return charge(w, current, z);
                }
                int mask = scoped ? TaskFlags.currentGfpContext(current.flags(), gfp) : gfp;
                return call(
                        current,
                        new AllocPagesSlowpath(zone(), mask, order, z.variants().slowpath()),
                        At.SLOW_DONE);
            case SLOW_DONE:
                page = current.ret();
                return page == PageAllocator.NULL ? fail(w, current) : charge(w, current, z);
            case CHARGED:
                if (current.retTrue()) {
                    return succeed(w, current);
                }
                z.freePages(w, current, page);
                if (!freesOnce) {
                    z.freePages(w, current, page);
                }
                return fail(w, current);
            default:
                throw new AssertionError(at);
        }
    }

    private Next charge(World w, Task current, Zone z) {
        if ((gfp & Gfp.ACCOUNT) == 0 || z.memcg() == Zone.NO_MEMCG) {
            return succeed(w, current);
        }
        return call(current, new MemcgKmemCharge(zone(), gfp, order, page), At.CHARGED);
    }

    private Next succeed(World w, Task current) {
        w.emit(KernelEvent.ALLOC_SUCCEEDED, current, gfp, order);
        return ret(current, page);
    }

    private Next fail(World w, Task current) {
        w.emit(KernelEvent.ALLOC_FAILED, current, gfp, order);
        return ret(current, PageAllocator.NULL);
    }

    /** The request that a task is in, the innermost one, or null. */
    public static @Nullable AllocPagesNodemask of(Task task) {
        for (int i = task.depth() - 1; i >= 0; i--) {
            if (task.frame(i) instanceof AllocPagesNodemask request) {
                return request;
            }
        }
        return null;
    }

    /** The request's mask, without its task's scope. */
    public int gfp() {
        return gfp;
    }

    /** The request's order. */
    public int order() {
        return order;
    }

    @Override
    public String function() {
        return "__alloc_pages_nodemask";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        page = f.of(page);
    }
}
