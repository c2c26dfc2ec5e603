package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.pagealloc.AllocPagesNodemask;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Pgdat;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A request above the costly order makes one round; with RETRY_MAYFAIL, 16 rounds in a row because reclaim looks
 * hopeful, whether or not they reclaim anything.
 *
 * <p>Mutant that it catches: {@code should_reclaim_retry = costly-resets}. Compaction may ask for more rounds.
 */
public final class CostlyGivesUp extends ZoneInvariant {
    private static final int HOPEFUL = 1 << 8;

    private int ghost;

    @Override
    public String name() {
        return "costly-gives-up";
    }

    @Override
    public String statement() {
        return "Without NOFAIL an order above 3 makes one round, and with RETRY_MAYFAIL at most 16 hopeful ones in a row.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, should_reclaim_retry, __alloc_pages_slowpath";
    }

    @Override
    public String companion() {
        return "a costly request reclaims";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost:costly-rounds", new TaskGhost(world.taskCount()))
                .id();
    }

    @Override
    public List<Event> hears() {
        return List.of(KernelEvent.ALLOC_REQUESTED, KernelEvent.DIRECT_RECLAIM_ENTERED, PageEvent.RECLAIM_RETRY);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        TaskGhost rounds = w.look(ghost);
        if (event == KernelEvent.ALLOC_REQUESTED) {
            rounds.mark(task.id(), 0);
            return;
        }
        AllocPagesNodemask request = AllocPagesNodemask.of(task);
        if (request == null || request.order() <= Gfp.PAGE_ALLOC_COSTLY_ORDER || has(request.gfp(), Gfp.NOFAIL)) {
            return;
        }
        int made = rounds.mark(task.id());
        if (event == KernelEvent.DIRECT_RECLAIM_ENTERED) {
            exercised(w);
            if (made % HOPEFUL > 0 && !has(request.gfp(), Gfp.RETRY_MAYFAIL)) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " (" + request(task) + ") goes round again.",
                        "second round of a costly request");
            }
            rounds.mark(task.id(), made | 1);
        } else if (event == PageEvent.RECLAIM_RETRY) {
            int hopeful = a == 0 || zone(w).nrReservedHighatomic() > 0 ? 0 : made / HOPEFUL + 1;
            rounds.mark(task.id(), hopeful * HOPEFUL + made % HOPEFUL);
            if (hopeful > Pgdat.MAX_RECLAIM_RETRIES) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " (" + request(task) + ") has made " + hopeful
                                + " hopeful rounds in a row and goes on.",
                        "more than 16 hopeful rounds of a costly request");
            }
        }
    }
}
