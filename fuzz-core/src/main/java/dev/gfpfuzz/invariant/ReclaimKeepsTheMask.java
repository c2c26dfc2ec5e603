package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.AllocPagesNodemask;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * Reclaim made for a request works with that request's mask within its task's scope: no FS action for a NOFS request.
 *
 * <p>Mutant that it catches: {@code try_to_free_pages = kswapd-mask}.
 */
public final class ReclaimKeepsTheMask extends ZoneInvariant {
    @Override
    public String name() {
        return "reclaim-keeps-the-mask";
    }

    @Override
    public String statement() {
        return "LRU lists and shrinkers are entered with no IO or FS bit that the request, within its scope, lacks.";
    }

    @Override
    public String source() {
        return "mm/vmscan.c, v4.17, try_to_free_pages, struct scan_control";
    }

    @Override
    public String companion() {
        return "reclaim works for a request without FS";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.LRU_SHRUNK, KernelEvent.SHRINKER_ENTERED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        AllocPagesNodemask request = AllocPagesNodemask.of(task);
        if (event != PageEvent.LRU_SHRUNK && event != KernelEvent.SHRINKER_ENTERED || request == null) {
            return;
        }
        int scoped = TaskFlags.currentGfpContext(task.flags(), request.gfp());
        if (!has(scoped, Gfp.FS)) {
            exercised(w);
        }
        int extra = (int) a & (Gfp.IO | Gfp.FS) & ~scoped;
        if (extra != 0) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " reclaims for " + request(task) + " with " + Gfp.toString(extra)
                            + ", which the request does not allow.",
                    "reclaim with more than the request's mask");
        }
    }
}
