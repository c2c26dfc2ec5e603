package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.pagealloc.OomState;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * An OOM kill helps: after it the victim gets away, or the request that killed it gets its page. Broken when the killer
 * goes round for a page again and again, {@value #ROUNDS} times, while its victim waits for a lock that the killer holds:
 * then neither will.
 *
 * <p>Mutant that it catches: {@code __alloc_pages_may_oom = nofail-waits} without a reaper, as until v4.4.
 */
public final class OomKillHelps extends ZoneInvariant {
    private static final int ROUNDS = 2;

    private int ghost;

    @Override
    public String name() {
        return "oom-kill-helps";
    }

    @Override
    public String statement() {
        return "After an OOM kill the victim ends or the killer's request succeeds, not later than in its round after"
                + " next.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, commit 5020e285856c (v4.5): NOFAIL has the reserves behind the OOM gate";
    }

    @Override
    public String companion() {
        return "a task is killed that waits, or comes to wait, for a lock of its killer";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost of " + name(), new Kills(world.taskCount())).id();
    }

    /** Whom each task has killed for its request, and how often it went round since; 0 for nobody. */
    private static final class Kills extends Part {
        private int[] marks;

        Kills(int tasks) {
            marks = new int[tasks];
        }

        int mark(int killer) {
            return marks[killer];
        }

        void mark(int killer, int value) {
            marks[killer] = value;
        }

        @Override
        protected Kills copy() {
            Kills k = (Kills) super.copy();
            k.marks = marks.clone();
            return k;
        }

        @Override
        protected void fields(Fields f) {
            f.of(marks);
        }
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.OOM_KILL, PageEvent.RETRIES, KernelEvent.ALLOC_SUCCEEDED, KernelEvent.ALLOC_FAILED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        Kills kills = w.look(ghost);
        if (event == PageEvent.OOM_KILL) {
            if (OomState.isTask(OomState.victim(b))) {
                kills.mark(task.id(), pack(OomState.task(OomState.victim(b)), 0));
            }
            if (blocked(w, kills, task)) {
                exercised(w);
            }
        } else if (event == PageEvent.RETRIES) {
            roundBegins(w, task, kills);
        } else if (event == KernelEvent.ALLOC_SUCCEEDED || event == KernelEvent.ALLOC_FAILED) {
            kills.mark(task.id(), 0);
        }
    }

    private void roundBegins(World w, Task killer, Kills kills) {
        if (!blocked(w, kills, killer)) {
            return;
        }
        exercised(w);
        int mark = kills.mark(killer.id());
        int rounds = mark % (ROUNDS + 1) + 1;
        kills.mark(killer.id(), pack(victim(mark), Math.min(rounds, ROUNDS)));
        if (rounds >= ROUNDS) {
            Task victim = w.lookTask(victim(mark));
            broken(
                    w,
                    killer,
                    "Task " + killer.name() + " has killed " + victim.name() + " for " + request(killer)
                            + " and goes round for the " + rounds + "nd time since; " + victim.name()
                            + " cannot end, for it waits for "
                            + w.look(victim.waitOn()).name() + ", which "
                            + killer.name() + " holds.",
                    "killer goes round;victim waits for its lock");
        }
    }

    /** Whether the task's victim waits for a lock that the task holds. */
    private static boolean blocked(World w, Kills kills, Task killer) {
        int mark = kills.mark(killer.id());
        if (mark == 0) {
            return false;
        }
        Task victim = w.lookTask(victim(mark));
        return victim.waits() == Wait.LOCK && w.<Lock>look(victim.waitOn()).holders() == 1L << killer.id();
    }

    private static int pack(int victim, int rounds) {
        return (victim + 1) * (ROUNDS + 1) + rounds;
    }

    private static int victim(int mark) {
        return mark / (ROUNDS + 1) - 1;
    }
}
