package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.ZoneConfig;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * A request of order 0 to 3 that can sleep and has neither NORETRY nor RETRY_MAYFAIL never returns NULL: too small to
 * fail. Exceptions: its task is an OOM victim, has PF_MEMALLOC or dumps core; THISNODE, low memory, suspended storage, a
 * disabled OOM killer; a failed charge.
 *
 * <p>Mutant that it catches: {@code __alloc_pages_slowpath = leaves-with-progress}.
 */
public final class SmallOrderNeverNull extends ZoneInvariant {
    private static final int EXCEPTIONS = Gfp.NORETRY | Gfp.RETRY_MAYFAIL | Gfp.THISNODE | Gfp.DMA | Gfp.DMA32;
    private static final int TASK_EXCEPTIONS = TaskFlags.PF_MEMALLOC | TaskFlags.PF_DUMPCORE | TaskFlags.TIF_MEMDIE;

    @Override
    public String name() {
        return "small-order-never-null";
    }

    @Override
    public String statement() {
        return "A request of order 0 to 3 with direct reclaim and without NORETRY or RETRY_MAYFAIL never returns NULL.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __alloc_pages_slowpath, __alloc_pages_may_oom";
    }

    @Override
    public String companion() {
        return "such a request calls out_of_memory";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.OUT_OF_MEMORY, KernelEvent.ALLOC_FAILED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == PageEvent.OUT_OF_MEMORY && tooSmallToFail(w, task, a, b)) {
            exercised(w);
        } else if (event == KernelEvent.ALLOC_FAILED && tooSmallToFail(w, task, a, b)) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " gets NULL for " + request(a, b) + ", which is too small to fail.",
                    "NULL for a small order");
        }
    }

    private boolean tooSmallToFail(World w, Task task, long gfp, long order) {
        ZoneConfig zone = zone(w).config();
        return has(gfp, Gfp.DIRECT_RECLAIM)
                && order <= Math.min(Gfp.PAGE_ALLOC_COSTLY_ORDER, zone.maxOrder())
                && !has(gfp, EXCEPTIONS)
                && (task.flags() & TASK_EXCEPTIONS) == 0
                && !zone.storageSuspended()
                && !zone.oomDisabled()
                && (!zone.memcg().exists() || !has(gfp, Gfp.ACCOUNT));
    }
}
