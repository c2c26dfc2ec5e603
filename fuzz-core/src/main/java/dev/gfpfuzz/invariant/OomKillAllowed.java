package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.OomState;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * The OOM killer kills only for a request that may ask for it: order at most 3, direct reclaim and FS, none of the flags
 * and states that close the gate.
 *
 * <p>Mutant that it catches: {@code __alloc_pages_may_oom = kills-without-fs}. The flag RETRY_MAYFAIL has its own
 * invariant.
 */
public final class OomKillAllowed extends ZoneInvariant {
    @Override
    public String name() {
        return "oom-kill-allowed";
    }

    @Override
    public String statement() {
        return "Nobody is OOM-killed for a request without FS or direct reclaim, with NORETRY or THISNODE, of an order"
                + " above 3, for low memory, of a task that dumps core or works for reclaim, or on suspended storage.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __alloc_pages_may_oom; mm/oom_kill.c, out_of_memory";
    }

    @Override
    public String companion() {
        return "a request calls out_of_memory";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.OUT_OF_MEMORY, PageEvent.OOM_KILL);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == PageEvent.OUT_OF_MEMORY) {
            exercised(w);
        } else if (event == PageEvent.OOM_KILL) {
            String reason = reason(w, task, (int) a, OomState.order(b));
            if (!reason.isEmpty()) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " OOM-kills for " + request(a, OomState.order(b)) + ", " + reason + ".",
                        "kill;" + reason);
            }
        }
    }

    private String reason(World w, Task task, int gfp, int order) {
        if (!Gfp.has(gfp, Gfp.FS | Gfp.DIRECT_RECLAIM)) {
            return "a request without FS or direct reclaim";
        }
        if (order > Gfp.PAGE_ALLOC_COSTLY_ORDER) {
            return "a costly order";
        }
        if (has(gfp, Gfp.NORETRY | Gfp.THISNODE | Gfp.DMA | Gfp.DMA32) && !has(gfp, Gfp.NOFAIL)) {
            return "a request whose flags close the gate";
        }
        if ((task.flags() & (TaskFlags.PF_DUMPCORE | TaskFlags.PF_MEMALLOC)) != 0) {
            return "a task that dumps core or works for reclaim";
        }
        return zone(w).config().storageSuspended() ? "on suspended storage" : "";
    }
}
