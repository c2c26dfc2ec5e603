package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.RwSem;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_alloc.c, v4.17, __alloc_pages_nodemask} seen from outside.
 *
 * <p>Without direct reclaim: a page or NULL, at once. With it and {@code __GFP_NORETRY} or {@code
 * __GFP_RETRY_MAYFAIL}, or above the costly order: at most one visible reclaim, in which the shrinkers run with the
 * request's scoped mask, then a page or NULL. Otherwise the request never returns NULL: it sleeps until a page
 * is free, or a shrinker has something to free, and then reclaims again.
 * {@code __GFP_NOFAIL} wins over both; a task that was killed or dumps core may get NULL in any case (a killed one
 * becomes the OOM victim: {@code mm/oom_kill.c, task_will_free_mem}), and so may requests for low memory or one node. Left out: failed charges, the OOM killer, reserves, compaction (see the full allocator).
 */
final class OracleAllocPages extends Frame<OracleAllocPages.At> {
    enum At {
        ENTRY,
        IN_RECLAIM,
        COUNTED,
        SCANNED,
        RECLAIMED,
        MEMORY_IN_SIGHT
    }

    private static final int SCAN_BATCH = 128;
    /** Flags for which nobody is killed, so that a small request fails instead. */
    private static final int NO_KILL = Gfp.THISNODE | Gfp.DMA | Gfp.DMA32;

    private int allocator;
    private int gfp;
    private int order;
    private int shrinker;
    private int freed;

    OracleAllocPages(int allocator, int gfp, int order) {
        super(At.ENTRY);
        this.allocator = allocator;
        this.gfp = gfp;
        this.order = order;
    }

    @Override
    protected Next step(World w, Task current) {
        OracleAllocator a = w.part(allocator);
        switch (at) {
            case ENTRY:
                w.emit(KernelEvent.ALLOC_REQUESTED, current, gfp, order);
                if (mayTake(w, a, "a page on the free lists")) {
                    return succeed(w, current, a);
                }
                if (!Gfp.allowsBlocking(gfp)) {
                    return fail(w, current);
                }
                if (worksForReclaim(current)) {
                    return (gfp & Gfp.NOFAIL) != 0 ? awaitThen(current, At.MEMORY_IN_SIGHT) : fail(w, current);
                }
                if (givesUpAfterCompaction() && w.choose(2, "compaction failed lately") == 1) {
                    return fail(w, current);
                }
                return enterReclaim(w, current);
            case IN_RECLAIM:
                if (shrinker == a.shrinkerCount()) {
                    return leaveShrinkers(w, current, a);
                }
                if (!mayCallShrinkers(w, current, a)) {
                    return goTo(At.RECLAIMED);
                }
                w.emit(KernelEvent.SHRINKER_ENTERED, current, scopedMask(current), a.shrinkerId(shrinker));
                return call(current, current(w, a).countObjects(w, scopedMask(current)), At.COUNTED);
            case COUNTED:
                if (current.ret() <= 0) {
                    leave(w, current, a, 0);
                    return goTo(At.IN_RECLAIM);
                }
                return call(
                        current,
                        current(w, a).scanObjects(w, scopedMask(current), (int) Math.min(SCAN_BATCH, current.ret())),
                        At.SCANNED);
            case SCANNED:
                freed += (int) Math.max(0, current.ret());
                leave(w, current, a, current.ret());
                return goTo(At.IN_RECLAIM);
            case RECLAIMED:
                current.setFlags(current.flags() & ~TaskFlags.PF_MEMALLOC);
                w.emit(KernelEvent.DIRECT_RECLAIM_LEFT, current, freed);
                if (mayTake(w, a, "a page after reclaim")) {
                    return succeed(w, current, a);
                }
                return mayReturnNull(current) ? fail(w, current) : awaitThen(current, At.MEMORY_IN_SIGHT);
            case MEMORY_IN_SIGHT:
                if (a.free() >= 1 << order) {
                    return succeed(w, current, a);
                }
                if (mayReturnNull(current)) {
                    return fail(w, current);
                }
                shrinker = 0;
                return enterReclaim(w, current);
            default:
                throw new AssertionError(at);
        }
    }

    private Next enterReclaim(World w, Task current) {
        w.emit(KernelEvent.DIRECT_RECLAIM_ENTERED, current, scopedMask(current));
        current.setFlags(current.flags() | TaskFlags.PF_MEMALLOC);
        return pauseAt(At.IN_RECLAIM);
    }

    private void leave(World w, Task current, OracleAllocator a, long returned) {
        w.emit(KernelEvent.SHRINKER_LEFT, current, a.shrinkerId(shrinker), returned);
        shrinker++;
    }

    /** {@code shrink_slab} tries {@code shrinker_rwsem} and calls no shrinker while a writer has it. */
    private static boolean mayCallShrinkers(World w, Task current, OracleAllocator a) {
        int rwsem = a.shrinkerRwsem();
        return rwsem < 0 || current.holds(rwsem) || w.<RwSem>part(rwsem).tryRead(w, current);
    }

    private Next leaveShrinkers(World w, Task current, OracleAllocator a) {
        int rwsem = a.shrinkerRwsem();
        if (rwsem < 0 || !current.holds(rwsem)) {
            return goTo(At.RECLAIMED);
        }
        w.<RwSem>part(rwsem).up(w, current);
        return pauseAt(At.RECLAIMED);
    }

    private Shrinker current(World w, OracleAllocator a) {
        return (Shrinker) w.part(a.shrinkerId(shrinker));
    }

    private int scopedMask(Task current) {
        return TaskFlags.currentGfpContext(current.flags(), gfp);
    }

    private boolean mayTake(World w, OracleAllocator a, String reason) {
        return a.free() >= 1 << order && w.choose(2, reason) == 0;
    }

    /** Entitled to sleep, the request may still end with NULL: by its flags, its order or its task's state. */
    private boolean mayReturnNull(Task current) {
        if ((gfp & Gfp.NOFAIL) != 0) {
            return false;
        }
        return (gfp & (Gfp.NORETRY | Gfp.RETRY_MAYFAIL | NO_KILL)) != 0
                || order > Gfp.PAGE_ALLOC_COSTLY_ORDER
                || (current.flags() & TaskFlags.PF_DUMPCORE) != 0
                || TaskFlags.fatalSignalPending(current.flags());
    }

    /** A costly NORETRY request compacts first, and may leave it at that. */
    private boolean givesUpAfterCompaction() {
        return order > Gfp.PAGE_ALLOC_COSTLY_ORDER && (gfp & (Gfp.NORETRY | Gfp.NOFAIL)) == Gfp.NORETRY;
    }

    private static boolean worksForReclaim(Task current) {
        return (current.flags() & TaskFlags.PF_MEMALLOC) != 0;
    }

    private Next succeed(World w, Task current, OracleAllocator a) {
        a.take(1 << order);
        w.emit(KernelEvent.ALLOC_SUCCEEDED, current, gfp, order);
        return ret(current, 1 << order);
    }

    private Next fail(World w, Task current) {
        w.emit(KernelEvent.ALLOC_FAILED, current, gfp, order);
        return ret(current, PageAllocator.NULL);
    }

    /** Pages are counted, not numbered. */
    @Override
    protected boolean visitsItems() {
        return true;
    }

    @Override
    protected boolean ready(World w, Task current) {
        OracleAllocator a = w.look(allocator);
        if (a.free() >= 1 << order || mayReturnNull(current)) {
            return true;
        }
        if (worksForReclaim(current)) {
            return false;
        }
        for (int i = 0; i < a.shrinkerCount(); i++) {
            if (((Shrinker) w.look(a.shrinkerId(i))).couldFree(w, scopedMask(current))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "a free " + (order == 0 ? "page" : "order-" + order + " block");
    }

    @Override
    public String function() {
        return "__alloc_pages";
    }

    @Override
    protected void fields(Fields f) {
        allocator = f.of(allocator);
        gfp = f.of(gfp);
        order = f.of(order);
        shrinker = f.of(shrinker);
        freed = f.of(freed);
    }
}
