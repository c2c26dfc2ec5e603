package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.AllocFlags;
import dev.gfpfuzz.model.pagealloc.AllocPagesNodemask;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * {@code __GFP_NOMEMALLOC} keeps a request out of the reserves that PF_MEMALLOC, {@code __GFP_MEMALLOC} and the OOM killer
 * open, and no other request gets there without one of them. Only NOFAIL may, behind the OOM gate. What a mempool asks
 * for is kept out in any case: it has a reserve of its own, and who waits for that is held up, as he should be.
 *
 * <p>Mutants that it catches: {@code __gfp_pfmemalloc_flags = memalloc-first}, {@code mempool_alloc =
 * nomemalloc-if-filled}.
 */
public final class NomemallocStaysOut extends ZoneInvariant {
    private static final int DEEP = AllocFlags.NO_WATERMARKS | AllocFlags.OOM;

    @Override
    public String name() {
        return "nomemalloc-stays-out";
    }

    @Override
    public String statement() {
        return "NO_WATERMARKS and ALLOC_OOM go to those entitled to them, never to a NOMEMALLOC request but for NOFAIL,"
                + " nor to a mempool's.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __gfp_pfmemalloc_flags; mm/mempool.c, commit 4e390b2b2f34 (v4.8)";
    }

    @Override
    public String companion() {
        return "a NOMEMALLOC request of an entitled task takes the slow path";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.WATERMARK_PASSED, PageEvent.RETRIES);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == PageEvent.RETRIES) {
            if (has(a, Gfp.NOMEMALLOC) && entitled(task, (int) a)) {
                exercised(w);
            }
        } else if (event == PageEvent.WATERMARK_PASSED && (b & DEEP) != 0) {
            AllocPagesNodemask request = AllocPagesNodemask.of(task);
            if (request == null || has(request.gfp(), Gfp.NOFAIL)) {
                return;
            }
            boolean shutOut = has(request.gfp(), Gfp.NOMEMALLOC);
            if (!shutOut && ofMempool(task)) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " takes a page for a mempool (" + request(task) + ") with "
                                + AllocFlags.toString((int) b) + " from the reserves, of which "
                                + zone(w).nrFreePages() + " pages are left, instead of waiting for an element.",
                        "reserves for a mempool");
            } else if (shutOut || !entitled(task, request.gfp())) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " (" + request(task) + ") passes with " + AllocFlags.toString((int) b)
                                + ", to which it has no right.",
                        shutOut ? "reserves in spite of NOMEMALLOC" : "reserves without a right");
            }
        }
    }

    private static boolean ofMempool(Task task) {
        for (int i = 0; i < task.depth(); i++) {
            if (task.frame(i).function().equals("mempool_alloc")) {
                return true;
            }
        }
        return false;
    }

    private static boolean entitled(Task task, int gfp) {
        return has(gfp, Gfp.MEMALLOC) || (task.flags() & (TaskFlags.PF_MEMALLOC | TaskFlags.TIF_MEMDIE)) != 0;
    }
}
