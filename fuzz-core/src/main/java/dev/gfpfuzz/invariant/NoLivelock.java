package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * No request goes round for ever. Found when a request that goes round meets a state again in which it went round before,
 * and every task that could run in between did run: nothing that others do can end such a cycle, for they have done it
 * all. States are compared by their hashes, one kept at a time, replaced after twice as many steps each time (Brent
 * 1980).
 *
 * <p>It is broken in v4.17 as in the kernel: by {@code __GFP_NOFAIL|__GFP_NORETRY}, which never reaches the OOM killer,
 * by requests above the costly order with RETRY_MAYFAIL and without IO while page cache comes back (fixed by the test of
 * IO in v6.1), and by every small request without FS when memory is short for ever.
 */
public final class NoLivelock extends ZoneInvariant implements CourseInvariant {
    private int ghost;

    @Override
    public String name() {
        return "no-livelock";
    }

    @Override
    public String statement() {
        return "No allocation comes back to the same state of the whole system while everybody who could run did.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __alloc_pages_slowpath, retry; R. P. Brent 1980 for the search for cycles";
    }

    @Override
    public String companion() {
        return "a request goes round again";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        ghost = world.place("ghost:livelock", new LivelockGhost()).id();
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.RETRIES, KernelEvent.ALLOC_SUCCEEDED, KernelEvent.ALLOC_FAILED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (task.id() != w.running()) {
            throw new IllegalStateException("The request of " + task.name() + " goes on in a step of another task");
        }
        if (event == PageEvent.RETRIES) {
            w.say(LivelockMemory.RETRIES);
        } else if (event == KernelEvent.ALLOC_SUCCEEDED || event == KernelEvent.ALLOC_FAILED) {
            w.say(LivelockMemory.ENDS);
        }
    }

    @Override
    public long watches() {
        return -1;
    }

    @Override
    public void afterStep(World w, Task task) {
        if (w.followed()) {
            return;
        }
        LivelockGhost g = w.look(ghost);
        LivelockMemory m = g.memory();
        if (w.said() == 0 && !m.follows()) {
            return;
        }
        boolean asks = m.step(task.id(), w.said(), m.follows() ? w.enabled() : 0);
        if (m.exercised()) {
            exercised(w);
        }
        if (m.follows()) {
            g.show(task);
        }
        if (asks && m.meets(w.hash())) {
            broken(w, task, sentence(w, task, g), skeleton(task));
        }
    }

    @Override
    public Memory memory() {
        return new LivelockMemory();
    }

    @Override
    public void goOn(World w, Memory memory) {
        w.follow(false);
        w.<LivelockGhost>look(ghost).goOnFrom((LivelockMemory) memory);
    }

    private static String sentence(World w, Task task, LivelockGhost g) {
        StringBuilder who = new StringBuilder();
        for (long rest = g.memory().ran(); rest != 0; rest &= rest - 1) {
            who.append(who.isEmpty() ? "" : ", ")
                    .append(w.lookTask(Long.numberOfTrailingZeros(rest)).name());
        }
        return "Livelock: task " + task.name() + " asks for " + request(task) + " and is back in the same state after "
                + g.memory().steps() + " steps, in which everybody ran who could (" + who + "). The cycle: " + g.cycle()
                + ".";
    }

    private static String skeleton(Task task) {
        return "livelock;" + request(task);
    }
}
