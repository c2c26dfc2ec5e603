package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * A call site's {@code __GFP_NORETRY} forbids something: no request that carries it fails without having been allowed to
 * sleep. Without {@code __GFP_DIRECT_RECLAIM} the slow path ends before it looks at the flag. A site whose requests break
 * this rule and never enter direct reclaim carries the flag for nothing.
 *
 * <p>Cause for it is v4.17's own catalogue, for one site 52; sites whose last request may sleep give none.
 */
public final class NoretryHasEffect extends CallSiteReport {
    /** The invariant's name. */
    public static final String NAME = "noretry-has-effect";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statement() {
        return "No request of a call site with __GFP_NORETRY fails without __GFP_DIRECT_RECLAIM: there the flag is inert.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __alloc_pages_slowpath";
    }

    @Override
    public String companion() {
        return "a request with __GFP_NORETRY enters direct reclaim";
    }

    @Override
    public List<Event> hears() {
        return List.of(KernelEvent.ALLOC_FAILED, KernelEvent.DIRECT_RECLAIM_ENTERED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        int gfp = (int) a;
        if (!Gfp.has(gfp, Gfp.NORETRY)) {
            return;
        }
        if (event == KernelEvent.DIRECT_RECLAIM_ENTERED) {
            exercised(w);
        } else if (event == KernelEvent.ALLOC_FAILED && !Gfp.allowsBlocking(gfp)) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " gets NULL for " + Gfp.toString(gfp) + ", order " + b
                            + ", before __GFP_NORETRY is looked at: it may not reclaim anyway.",
                    "inert NORETRY");
        }
    }
}
