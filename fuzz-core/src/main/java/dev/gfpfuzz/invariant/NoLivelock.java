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
public final class NoLivelock extends ZoneInvariant {
    private int ghost;
    private int[] enabled = {};

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
        enabled = new int[world.taskCount()];
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.RETRIES, KernelEvent.ALLOC_SUCCEEDED, KernelEvent.ALLOC_FAILED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == PageEvent.RETRIES) {
            LivelockGhost g = w.look(ghost);
            if (g.loops(task.id())) {
                exercised(w);
                g.arm(true);
            }
        } else if (event == KernelEvent.ALLOC_SUCCEEDED || event == KernelEvent.ALLOC_FAILED) {
            w.<LivelockGhost>look(ghost).ended(task.id());
        }
    }

    @Override
    public long watches() {
        return -1;
    }

    @Override
    public void afterStep(World w, Task task) {
        LivelockGhost g = w.look(ghost);
        boolean armed = g.armed();
        if (g.taskSaved() >= 0) {
            g.stepped(task, enabled(w));
        }
        if (!armed) {
            return;
        }
        g.arm(false);
        boolean comparable = g.taskSaved() == task.id() && g.fair();
        boolean replaceable = g.taskSaved() < 0 || g.outOfPatience();
        if (!comparable && !replaceable) {
            return;
        }
        long state = w.hash();
        if (comparable && g.saved() == state) {
            broken(w, task, sentence(w, task, g), skeleton(task));
        } else if (replaceable) {
            g.save(task.id(), state);
        }
    }

    private long enabled(World w) {
        long mask = 0;
        int n = w.enabled(enabled);
        for (int i = 0; i < n; i++) {
            mask |= 1L << enabled[i];
        }
        return mask;
    }

    private static String sentence(World w, Task task, LivelockGhost g) {
        StringBuilder who = new StringBuilder();
        for (long rest = g.ran(); rest != 0; rest &= rest - 1) {
            who.append(who.isEmpty() ? "" : ", ")
                    .append(w.lookTask(Long.numberOfTrailingZeros(rest)).name());
        }
        return "Livelock: task " + task.name() + " asks for " + request(task) + " and is back in the same state after "
                + g.steps() + " steps, in which everybody ran who could (" + who + "). The cycle: " + g.cycle() + ".";
    }

    private static String skeleton(Task task) {
        return "livelock;" + request(task);
    }
}
