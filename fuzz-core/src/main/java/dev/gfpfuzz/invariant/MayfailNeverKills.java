package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.pagealloc.AllocPagesNodemask;
import dev.gfpfuzz.model.pagealloc.OomState;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * No OOM kill is made for a {@code __GFP_RETRY_MAYFAIL} request of an order up to 3. Others may kill meanwhile.
 *
 * <p>Mutant that it catches: {@code v4_11}, where the bit was {@code __GFP_REPEAT} and meant nothing at such orders.
 */
public final class MayfailNeverKills extends ZoneInvariant {
    @Override
    public String name() {
        return "mayfail-never-kills";
    }

    @Override
    public String statement() {
        return "No OOM kill is attributed to a RETRY_MAYFAIL request of order 0 to 3.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __alloc_pages_may_oom; commit dcda9b04713c for the meaning of the flag";
    }

    @Override
    public String companion() {
        return "such a request has seen no chance in another round of reclaim";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.OOM_KILL, PageEvent.RECLAIM_RETRY);
    }

    private static boolean asksToFail(Task task) {
        AllocPagesNodemask r = AllocPagesNodemask.of(task);
        return r != null && has(r.gfp(), Gfp.RETRY_MAYFAIL);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == PageEvent.RECLAIM_RETRY && a == 0 && asksToFail(task)) {
            exercised(w);
        } else if (event == PageEvent.OOM_KILL
                && has(a, Gfp.RETRY_MAYFAIL)
                && OomState.order(b) <= Gfp.PAGE_ALLOC_COSTLY_ORDER) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " OOM-kills for " + request(a, OomState.order(b))
                            + ", which asked to fail instead.",
                    "kill for RETRY_MAYFAIL");
        }
    }
}
