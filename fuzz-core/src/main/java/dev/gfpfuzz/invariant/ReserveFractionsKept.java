package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.pagealloc.AllocFlags;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * How deep a right reaches: HIGH to half of min, HARDER to three quarters, both to three eighths, an OOM victim to half,
 * each division rounded down. Judged where the watermark is tested.
 *
 * <p>Mutant that it catches: {@code __zone_watermark_ok = harder-of-whole}.
 */
public final class ReserveFractionsKept extends ZoneInvariant {
    private static final int RIGHTS = AllocFlags.HIGH | AllocFlags.HARDER | AllocFlags.OOM;

    @Override
    public String name() {
        return "reserve-fractions-kept";
    }

    @Override
    public String statement() {
        return "HIGH keeps min - min/2 free, HARDER a quarter less of the rest, an OOM victim half of the rest.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __zone_watermark_ok, ALLOC_HIGH, ALLOC_HARDER, ALLOC_OOM";
    }

    @Override
    public String companion() {
        return "a request with a right goes below min";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.WATERMARK_PASSED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        boolean fraction = (b & RIGHTS) != 0 && (b & AllocFlags.NO_WATERMARKS) == 0;
        if (event != PageEvent.WATERMARK_PASSED || !fraction) {
            return;
        }
        Zone z = zone(w);
        int left = z.nrFreePages() - (1 << a);
        int floor = floor(z.config().min(), (int) b) + z.config().lowmemReserve();
        if (left < z.config().min()) {
            exercised(w);
        }
        if (left < floor) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " (" + request(task) + ") passes with " + AllocFlags.toString((int) b)
                            + " at " + z.nrFreePages() + " free pages; " + left + " will be left, " + floor
                            + " must stay.",
                    "below its fraction of min");
        }
    }

    private static int floor(int min, int flags) {
        int rest = (flags & AllocFlags.HIGH) != 0 ? min - min / 2 : min;
        if ((flags & AllocFlags.OOM) != 0) {
            return rest - rest / 2;
        }
        return (flags & AllocFlags.HARDER) != 0 ? rest - rest / 4 : rest;
    }
}
