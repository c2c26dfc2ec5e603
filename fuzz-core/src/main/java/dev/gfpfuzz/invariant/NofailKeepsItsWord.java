package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * {@code __GFP_NOFAIL} with direct reclaim never returns NULL, whatever other flags say; without it, it does not loop.
 *
 * <p>Mutants that it catches: {@code __alloc_pages_slowpath = noretry-beats-nofail} and {@code nofail-spins}.
 */
public final class NofailKeepsItsWord extends ZoneInvariant {
    private int ghost;

    @Override
    public String name() {
        return "nofail-keeps-its-word";
    }

    @Override
    public String statement() {
        return "NOFAIL with direct reclaim never returns NULL; NOFAIL without it never goes round again.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __alloc_pages_slowpath, after nopage";
    }

    @Override
    public String companion() {
        return "a NOFAIL request goes into the slow path";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost:nofail-rounds", new TaskGhost(world.taskCount()))
                .id();
    }

    @Override
    public List<Event> hears() {
        return List.of(KernelEvent.ALLOC_REQUESTED, PageEvent.RETRIES, KernelEvent.ALLOC_FAILED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        boolean known =
                event == KernelEvent.ALLOC_REQUESTED || event == PageEvent.RETRIES || event == KernelEvent.ALLOC_FAILED;
        if (!known || !has(a, Gfp.NOFAIL)) {
            return;
        }
        TaskGhost rounds = w.look(ghost);
        if (event == KernelEvent.ALLOC_REQUESTED) {
            rounds.mark(task.id(), 0);
        } else if (event == PageEvent.RETRIES) {
            exercised(w);
            if (rounds.mark(task.id()) > 0 && !Gfp.allowsBlocking((int) a)) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " loops for " + request(a, b) + " although it cannot reclaim.",
                        "NOFAIL loops without direct reclaim");
            }
            rounds.mark(task.id(), 1);
        } else if (Gfp.allowsBlocking((int) a) && b <= zone(w).config().maxOrder()) {
            broken(w, task, "Task " + task.name() + " gets NULL for " + request(a, b) + ".", "NULL in spite of NOFAIL");
        }
    }
}
