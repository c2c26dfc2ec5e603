package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.pagealloc.OomState;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Pgdat;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * Nobody is killed while an earlier victim's memory is still to come.
 *
 * <p>Mutant that it catches: {@code __alloc_pages_may_oom = kills-again}.
 */
public final class OneVictimAtATime extends ZoneInvariant {
    @Override
    public String name() {
        return "one-victim-at-a-time";
    }

    @Override
    public String statement() {
        return "The OOM killer kills only when every earlier victim has been reaped or given up.";
    }

    @Override
    public String source() {
        return "mm/oom_kill.c, v4.17, oom_evaluate_task, select_bad_process";
    }

    @Override
    public String companion() {
        return "out_of_memory is called while a victim is not reaped";
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.OUT_OF_MEMORY, PageEvent.OOM_KILL);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        Pgdat node = node(w);
        long unreaped = OomState.victims(w, node);
        if (event == PageEvent.OUT_OF_MEMORY && unreaped != 0) {
            exercised(w);
        } else if (event == PageEvent.OOM_KILL && (unreaped & ~(1L << OomState.victim(b))) != 0) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " OOM-kills again although an earlier victim's memory is not freed yet.",
                    "second victim before the first was reaped");
        }
    }
}
