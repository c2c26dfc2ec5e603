package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.AllocPagesNodemask;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * Under a NOIO scope no request reaches the slow path with IO or FS, under a NOFS scope none with FS.
 *
 * <p>Mutant that it catches: {@code __alloc_pages_nodemask = unscoped}.
 */
public final class ScopeReachesReclaim extends ZoneInvariant {
    @Override
    public String name() {
        return "scope-reaches-reclaim";
    }

    @Override
    public String statement() {
        return "Under PF_MEMALLOC_NOIO no IO or FS bit reaches the slow path, under PF_MEMALLOC_NOFS no FS bit.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __alloc_pages_nodemask; include/linux/sched/mm.h, current_gfp_context";
    }

    @Override
    public String companion() {
        return "a scope takes a bit away from a request that goes into the slow path";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.RETRIES, PageEvent.COMPACTION_ENTERED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event != PageEvent.RETRIES && event != PageEvent.COMPACTION_ENTERED) {
            return;
        }
        int forbidden = a == 0 ? 0 : (int) a & ~TaskFlags.currentGfpContext(task.flags(), (int) a);
        AllocPagesNodemask request = AllocPagesNodemask.of(task);
        if (request != null && TaskFlags.currentGfpContext(task.flags(), request.gfp()) != request.gfp()) {
            exercised(w);
        }
        if (forbidden != 0) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " is in a scope that forbids " + Gfp.toString(forbidden)
                            + ", and its request for " + request(task) + " brings that into the slow path.",
                    "scope lost on the way to reclaim");
        }
    }
}
