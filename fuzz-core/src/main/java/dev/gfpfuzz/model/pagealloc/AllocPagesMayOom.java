package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_alloc.c, v4.17, __alloc_pages_may_oom}: one at a time by trylock; a last attempt above the high mark;
 * the gate; {@code out_of_memory}; NOFAIL then goes below all watermarks,
 * since 5020e285856c (v4.5). Returns page and progress.
 */
final class AllocPagesMayOom extends ZoneFrame<AllocPagesMayOom.At> {
    enum At {
        ENTRY,
        SLEPT,
        TRIED,
        KILLED,
        NOFAIL_TRIED,
        UNLOCKED
    }

    private int gfp;
    private int order;
    private long page = PageAllocator.NULL;
    private int didSomeProgress;

    AllocPagesMayOom(int zone, int gfp, int order) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.order = order;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        Mutex oomLock = w.part(w.<Pgdat>look(z.node()).oomLock());
        switch (at) {
            case ENTRY:
                if (!oomLock.trylock(w, current)) {
                    w.emit(PageEvent.OOM_LOCK_BUSY, current, gfp, order);
                    current.setAsleep();
                    return sleepThen(current, w.ticks() + 1, At.SLEPT);
                }
                return call(
                        current,
                        z.variants().getPage(zone(), order, AllocFlags.WMARK_HIGH | AllocFlags.CPUSET),
                        At.TRIED);
            case SLEPT:
                return ret(current, PageAnd.pack(PageAllocator.NULL, 1));
            case TRIED:
                page = current.ret();
                if (page != PageAllocator.NULL
                        || z.variants()
                                .oom()
                                .closed(current.flags(), gfp, order, z.config().storageSuspended())) {
                    return out(w, current, oomLock);
                }
                return call(
                        current,
                        new OutOfMemory(zone(), gfp, order, z.variants().oom()),
                        At.KILLED);
            case KILLED:
                boolean nofail = (gfp & Gfp.NOFAIL) != 0;
                boolean killed = current.retTrue() && !z.variants().oom().endsAfterKill(gfp);
                if (!killed && !nofail) {
                    return out(w, current, oomLock);
                }
                didSomeProgress = 1;
                return nofail && z.variants().oom().nofailTakesReserves()
                        ? call(current, z.variants().getPage(zone(), order, AllocFlags.NO_WATERMARKS), At.NOFAIL_TRIED)
                        : out(w, current, oomLock);
            case NOFAIL_TRIED:
                page = current.ret();
                return out(w, current, oomLock);
            case UNLOCKED:
                return ret(current, PageAnd.pack(page, didSomeProgress));
            default:
                throw new AssertionError(at);
        }
    }

    private Next out(World w, Task current, Mutex oomLock) {
        oomLock.unlock(w, current);
        return pauseAt(At.UNLOCKED);
    }

    @Override
    public String function() {
        return "__alloc_pages_may_oom";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        page = f.of(page);
        didSomeProgress = f.of(didSomeProgress);
    }
}
