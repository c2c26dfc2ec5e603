package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A call site's request that may sleep is not told NULL because of {@code __GFP_NORETRY} while free and reclaimable
 * memory together would satisfy it: the test by which the allocator decides about another round, put at the moment of
 * NULL. v4.17 breaks it, and so does every kernel that tests the flag first; that is the thread's complaint, so a breach
 * is a report.
 *
 * <p>Cause for it is v4.17's own catalogue, for one site 43; sites whose last request lacks the flag give none. Whether an
 * operation is lost by it is {@link NoSpuriousFailure}'s question.
 */
public final class NoSpuriousNull extends CallSiteReport {
    /** The invariant's name. */
    public static final String NAME = "no-spurious-null";

    private int zone = -1;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statement() {
        return "No blocking __GFP_NORETRY request fails while free and reclaimable memory would satisfy it.";
    }

    @Override
    public String source() {
        return "M. Patocka, linux-mm, 18 June 2018; mm/page_alloc.c, v4.17, should_reclaim_retry";
    }

    @Override
    public String companion() {
        return "a request with __GFP_NORETRY enters direct reclaim";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        List<Zone> zones = partsOf(world, Zone.class);
        zone = zones.isEmpty() ? -1 : zones.get(0).id();
        return zone >= 0 && super.attach(world);
    }

    @Override
    public List<Event> hears() {
        return List.of(KernelEvent.ALLOC_FAILED, KernelEvent.DIRECT_RECLAIM_ENTERED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        int gfp = (int) a;
        if (!Gfp.has(gfp, Gfp.NORETRY) || !Gfp.allowsBlocking(gfp)) {
            return;
        }
        if (event == KernelEvent.DIRECT_RECLAIM_ENTERED) {
            exercised(w);
        } else if (event == KernelEvent.ALLOC_FAILED && w.<Zone>look(zone).anotherRoundCouldDo((int) b)) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " gets NULL for " + Gfp.toString(gfp) + ", order " + b
                            + ", although free and reclaimable memory would satisfy it.",
                    "spurious NULL");
        }
    }
}
