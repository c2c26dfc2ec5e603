package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.AllocPagesNodemask;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * A request without any right to the reserves leaves the min watermark and the lowmem reserve free. Judged where the
 * watermark is tested: others who pass together may push the free pages down by what they take.
 *
 * <p>Mutant that it catches: {@code __zone_watermark_ok = at-the-mark}.
 */
public final class MinWatermarkKept extends ZoneInvariant {
    private static final int RIGHTS = Gfp.HIGH | Gfp.ATOMIC_BIT | Gfp.MEMALLOC | Gfp.NOFAIL;
    private static final int TASK_RIGHTS = TaskFlags.RT_TASK | TaskFlags.PF_MEMALLOC | TaskFlags.TIF_MEMDIE;

    @Override
    public String name() {
        return "min-watermark-kept";
    }

    @Override
    public String statement() {
        return "A request without a right to the reserves passes only if min + lowmem_reserve pages stay free after it.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __zone_watermark_ok";
    }

    @Override
    public String companion() {
        return "such a request meets a zone within an order-3 block of its min watermark";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.WATERMARK_PASSED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event != PageEvent.WATERMARK_PASSED) {
            return;
        }
        AllocPagesNodemask request = AllocPagesNodemask.of(task);
        if (request == null || has(request.gfp(), RIGHTS) || (task.flags() & TASK_RIGHTS) != 0) {
            return;
        }
        Zone z = zone(w);
        int left = z.nrFreePages() - (1 << a);
        int floor = z.config().min() + z.config().lowmemReserve();
        if (left <= floor + 8) {
            exercised(w);
        }
        if (left < floor) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " (" + request(task)
                            + ") has no right to the reserves and passes the test with " + z.nrFreePages()
                            + " free pages; " + left + " will be left, " + floor + " must stay.",
                    "below min without a right");
        }
    }
}
