package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.blkcg.BlkcgEvent;
import dev.gfpfuzz.model.blkcg.RequestQueue;
import dev.gfpfuzz.model.callers.CallEvent;
import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * No request fails for want of a page that another round of reclaim could have given: at the moment of NULL free and
 * reclaimable memory together do not pass the test by which the allocator decides about another round. A request that
 * asked {@code should_reclaim_retry} and was told that there is no chance failed for good reason.
 *
 * <p>It is a violation where a required operation is lost by it. What the mask says does not matter then: {@link
 * NoNoretryLoss} is about the flag, this is about the memory. Otherwise it is a report, on requests that may sleep and
 * carry {@code __GFP_NORETRY}: every kernel that tests the flag first breaks the rule, which is the thread's complaint.
 *
 * <p>Mutant that it catches: {@code __alloc_pages_slowpath = mayfail-one-round}. Cause for the report is v4.17's own
 * catalogue, for one site 43; sites whose last request lacks the flag give none.
 */
public final class NoSpuriousFailure extends ZoneInvariant {
    /** The invariant's name. */
    public static final String NAME = "no-spurious-failure";

    private static final int UNDECIDED = 0;
    private static final int NO_CHANCE = 1;
    private static final int FAILED_WITH_A_CHANCE = 2;

    private int ghost;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statement() {
        return "No required operation is lost, and no blocking __GFP_NORETRY request fails, although reclaiming what is"
                + " reclaimable would have given it its page.";
    }

    @Override
    public String source() {
        return "M. Patocka, linux-mm, 18 June 2018; mm/page_alloc.c, v4.17, should_reclaim_retry; commit f01a7dbe98ae for what is expected of MAYFAIL";
    }

    @Override
    public String companion() {
        return "a request of such an operation fails";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        boolean operations = !partsOf(world, Caller.class).isEmpty()
                || !partsOf(world, RequestQueue.class).isEmpty();
        return operations && super.attach(world);
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost of " + name(), new TaskGhost(world.taskCount()))
                .id();
    }

    @Override
    public List<Event> hears() {
        return List.of(
                KernelEvent.ALLOC_REQUESTED,
                PageEvent.RECLAIM_RETRY,
                KernelEvent.ALLOC_FAILED,
                CallEvent.ATTEMPT_FAILED,
                CallEvent.OPERATION_ENDED,
                BlkcgEvent.FAILED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        TaskGhost requests = w.look(ghost);
        if (event == KernelEvent.ALLOC_REQUESTED) {
            requests.mark(task.id(), UNDECIDED);
        } else if (event == PageEvent.RECLAIM_RETRY) {
            requests.mark(task.id(), a == 0 ? NO_CHANCE : UNDECIDED);
        } else if (event == KernelEvent.ALLOC_FAILED) {
            if (requests.mark(task.id()) == UNDECIDED && zone(w).anotherRoundCouldDo((int) b)) {
                requests.mark(task.id(), FAILED_WITH_A_CHANCE);
                failedWithAChance(w, task, (int) a, (int) b);
            }
        } else if (event == CallEvent.ATTEMPT_FAILED) {
            exercised(w);
        } else if (event == BlkcgEvent.FAILED) {
            exercised(w);
            if (requests.mark(task.id()) == FAILED_WITH_A_CHANCE) {
                lost(
                        w,
                        task,
                        "Task " + task.name() + " fails with ENOMEM in "
                                + task.top().function(),
                        "ENOMEM");
            }
        } else if (event == CallEvent.OPERATION_ENDED) {
            ended(w, task, w.look((int) a), Terminal.values()[(int) b], requests.mark(task.id()));
        }
    }

    private void failedWithAChance(World w, Task task, int gfp, int order) {
        if (Gfp.has(gfp, Gfp.NORETRY) && Gfp.allowsBlocking(gfp)) {
            reported(
                    w,
                    task,
                    "Task " + task.name() + " gets NULL for " + request(gfp, order)
                            + ", although free and reclaimable memory would satisfy it.",
                    "spurious NULL");
        }
    }

    private void ended(World w, Task task, Caller c, Terminal functionEnd, int request) {
        Terminal end = c.judged(functionEnd);
        if (end.lost() && c.required() && request == FAILED_WITH_A_CHANCE) {
            lost(w, task, "Site " + c.site().n() + ", " + c.site().function() + ", ends with " + end, end.toString());
        }
    }

    private void lost(World w, Task task, String who, String how) {
        broken(
                w,
                task,
                who + " with " + zone(w).reclaimable() + " reclaimable and " + zone(w).nrFreePages()
                        + " free pages there: another round of reclaim would have done.",
                "lost with reclaimable memory;" + how);
    }
}
