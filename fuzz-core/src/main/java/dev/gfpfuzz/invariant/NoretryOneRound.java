package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.pagealloc.AllocPagesNodemask;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A {@code __GFP_NORETRY} request without NOFAIL reclaims once and compacts twice at most.
 *
 * <p>Mutant that it catches: {@code __alloc_pages_slowpath = noretry-late}.
 */
public final class NoretryOneRound extends ZoneInvariant {
    private static final int COMPACTION = 1 << 8;

    private int ghost;

    @Override
    public String name() {
        return "noretry-one-round";
    }

    @Override
    public String statement() {
        return "A NORETRY request without NOFAIL makes at most one direct reclaim and two compactions.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __alloc_pages_slowpath";
    }

    @Override
    public String companion() {
        return "such a request reclaims";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost:noretry-calls", new TaskGhost(world.taskCount()))
                .id();
    }

    @Override
    public List<Event> hears() {
        return List.of(KernelEvent.ALLOC_REQUESTED, KernelEvent.DIRECT_RECLAIM_ENTERED, PageEvent.COMPACTION_ENTERED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == KernelEvent.ALLOC_REQUESTED) {
            w.<TaskGhost>look(ghost).mark(task.id(), 0);
            return;
        }
        boolean reclaim = event == KernelEvent.DIRECT_RECLAIM_ENTERED;
        AllocPagesNodemask request = AllocPagesNodemask.of(task);
        if (!reclaim && event != PageEvent.COMPACTION_ENTERED
                || request == null
                || !has(request.gfp(), Gfp.NORETRY)
                || has(request.gfp(), Gfp.NOFAIL)) {
            return;
        }
        TaskGhost calls = w.look(ghost);
        calls.mark(task.id(), calls.mark(task.id()) + (reclaim ? 1 : COMPACTION));
        int reclaims = calls.mark(task.id()) % COMPACTION;
        int compactions = calls.mark(task.id()) / COMPACTION;
        if (reclaims > 0) {
            exercised(w);
        }
        if (reclaims > 1 || compactions > 2) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " (" + request(task) + ") goes into its " + reclaims
                            + ". direct reclaim and its " + compactions + ". compaction.",
                    "more than one round with NORETRY");
        }
    }
}
