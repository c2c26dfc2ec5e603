package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * Task flags around allocations: whoever is inside reclaim does not enter it again, and leaving a scope restores the flag
 * as it was, set if it was set.
 *
 * <p>Mutants that it catches: {@code memalloc_noio_restore = to-zero}, {@code __alloc_pages_slowpath = recurses}.
 */
public final class ScopesNest extends ZoneInvariant {
    @Override
    public String name() {
        return "scopes-nest";
    }

    @Override
    public String statement() {
        return "A PF_MEMALLOC task never enters direct reclaim; a restored scope leaves its flag as the save found it.";
    }

    @Override
    public String source() {
        return "include/linux/sched/mm.h, v4.17, memalloc_noio_restore; mm/page_alloc.c, __alloc_pages_slowpath";
    }

    @Override
    public String companion() {
        return "a nested scope is left, or a PF_MEMALLOC task takes the slow path";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.SCOPE_LEFT, PageEvent.RETRIES, KernelEvent.DIRECT_RECLAIM_ENTERED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        boolean memalloc = (task.flags() & TaskFlags.PF_MEMALLOC) != 0;
        if (event == PageEvent.SCOPE_LEFT) {
            if (b != 0) {
                exercised(w);
            }
            if (((task.flags() & a) != 0) != (b != 0)) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " leaves an inner scope and loses the flag of the outer one.",
                        "scope restored wrongly");
            }
        } else if (event == PageEvent.RETRIES && memalloc) {
            exercised(w);
        } else if (event == KernelEvent.DIRECT_RECLAIM_ENTERED && memalloc) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " has PF_MEMALLOC and enters direct reclaim (" + request(task) + ").",
                    "reclaim inside reclaim");
        }
    }
}
