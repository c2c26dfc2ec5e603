package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.model.mempool.MempoolEvent;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * The part of {@link NoDeadlock} that the machine's quiescence cannot see, because a pool's waiters have timers. A waiter
 * waits for a page <em>or</em> for an element of any task that holds one; it is dead when no page is free and every task
 * is dead or blocked. Since reclaim might still free a page, the verdict waits until every waiter's timer has fired in
 * vain twice with nothing but timers able to run.
 */
final class PoolHoarding {
    private final List<Mempool> pools;
    private final List<PageAllocator> allocators;
    private int ghost;

    private PoolHoarding(List<Mempool> pools, List<PageAllocator> allocators) {
        this.pools = pools;
        this.allocators = allocators;
    }

    /** Attaches to a world; does nothing in one without pools. */
    static PoolHoarding attach(WorldBuilder world) {
        PoolHoarding h = new PoolHoarding(
                Invariant.partsOf(world, Mempool.class), Invariant.partsOf(world, PageAllocator.class));
        if (!h.pools.isEmpty()) {
            h.ghost = world.place("ghost of pool hoarding", new VainTimers()).id();
        }
        return h;
    }

    /** How many timers of pool waiters have fired in vain since the last progress. */
    private static final class VainTimers extends Part {
        private int count;

        @Override
        protected TaskNames taskNames() {
            return TaskNames.NONE;
        }

        @Override
        protected void fields(Fields f) {
            count = f.of(count);
        }
    }

    List<Event> hears() {
        return pools.isEmpty()
                ? List.of()
                : List.of(
                        KernelEvent.PAGES_FREED,
                        MempoolEvent.RESERVE_REFILLED,
                        MempoolEvent.RESERVE_GROWN,
                        MempoolEvent.ALLOC_ENDS,
                        MachineEvent.TIMER_FIRED);
    }

    /** Follows the progress of pools and pages. */
    void on(World w, Event event, long b) {
        if (pools.isEmpty()) {
            return;
        }
        boolean progress = event == KernelEvent.PAGES_FREED
                || event == MempoolEvent.RESERVE_REFILLED
                || event == MempoolEvent.RESERVE_GROWN
                || event == MempoolEvent.ALLOC_ENDS && b == 1;
        if (progress) {
            w.<VainTimers>look(ghost).count = 0;
        }
    }

    /** A timer fired for {@code task}, which {@link #waits}. Returns the dead tasks, a bit each, or 0. */
    long timerFired(World w, Task task) {
        VainTimers timers = w.look(ghost);
        long dead = exhausted(w) ? deadBeside(w, task) : 0;
        timers.count = dead == 0 ? 0 : timers.count + 1;
        return timers.count > 2 * Long.bitCount(dead) ? dead : 0;
    }

    private boolean exhausted(World w) {
        for (PageAllocator a : allocators) {
            if (!w.<PageAllocator>look(a.id()).exhausted()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the task is on a pool's wait queue. */
    boolean waits(World w, Task task) {
        for (Mempool p : pools) {
            if ((w.<WaitQueue>look(p.waitQueue()).waiters() >>> task.id() & 1) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The tasks that have not ended, if none but {@code task} can run without a timer; else 0. */
    private static long deadBeside(World w, Task task) {
        long dead = 0;
        for (int i = 0; i < w.taskCount(); i++) {
            Task t = w.lookTask(i);
            if (t != task && (t.waits() != Wait.SLEEP || !t.asleep()) && w.isEnabled(i)) {
                return 0;
            }
            if (!t.done() && !t.daemon()) {
                dead |= 1L << i;
            }
        }
        return dead;
    }

    /** Whether the task waits for an element of a pool of which somebody has one. */
    boolean elementsHeld(World w, Task task) {
        for (Mempool p : pools) {
            boolean queued = (w.<WaitQueue>look(p.waitQueue()).waiters() >>> task.id() & 1) != 0;
            if (queued && w.<Mempool>look(p.id()).outstanding() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pool has an element in its reserve. */
    boolean elementsThere(World w) {
        return pools.stream().anyMatch(p -> w.<Mempool>look(p.id()).currNr() > 0);
    }

    /** {@code ", holding 1 of p"} for each pool of which a task holds elements. */
    String holdings(World w, Task task) {
        StringBuilder s = new StringBuilder();
        for (Mempool p : pools) {
            int n = w.<Mempool>look(p.id()).holding(task.id());
            if (n > 0) {
                s.append(", holding ").append(n).append(" of ").append(p.name());
            }
        }
        return s.toString();
    }
}
