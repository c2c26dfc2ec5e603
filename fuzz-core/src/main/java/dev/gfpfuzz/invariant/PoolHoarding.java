package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.model.mempool.MempoolEvent;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * The part of {@link NoDeadlock} that the machine's quiescence cannot see, because a pool's waiters have timers. A waiter
 * waits for a page <em>or</em> for an element of any task that holds one; it is dead when no page is free and every task
 * is dead or blocked. Since reclaim might still free a page, the verdict waits until every waiter's timer has fired
 * twice without progress of anybody, and nothing but timers is able to run.
 */
final class PoolHoarding {
    private static final int ROUNDS = 2;

    private final List<Mempool> pools;
    private final List<PageAllocator> allocators;
    /** How often the timer of each has fired since the last progress. */
    private int vain;

    private PoolHoarding(List<Mempool> pools, List<PageAllocator> allocators) {
        this.pools = pools;
        this.allocators = allocators;
    }

    /** Attaches to a world; does nothing in one without pools. */
    static PoolHoarding attach(WorldBuilder world) {
        PoolHoarding h = new PoolHoarding(
                Invariant.partsOf(world, Mempool.class), Invariant.partsOf(world, PageAllocator.class));
        if (!h.pools.isEmpty()) {
            h.vain = world.place("ghost of pool hoarding", new TaskGhost(world.taskCount()))
                    .id();
        }
        return h;
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
            forget(w);
        }
    }

    private void forget(World w) {
        TaskGhost timers = w.look(vain);
        for (int t = 0; t < w.taskCount(); t++) {
            timers.mark(t, 0);
        }
    }

    /** A timer fired for {@code task}, which {@link #waits}. Returns the dead tasks, a bit each, or 0. */
    long timerFired(World w, Task task) {
        if (!exhausted(w) || !everybodyWaits(w)) {
            forget(w);
            return 0;
        }
        TaskGhost timers = w.look(vain);
        timers.mark(task.id(), Math.min(timers.mark(task.id()) + 1, ROUNDS));
        long dead = deadBeside(w, task);
        for (long rest = dead; rest != 0; rest &= rest - 1) {
            int t = Long.numberOfTrailingZeros(rest);
            if (Mempool.isAllocating(w.lookTask(t)) && timers.mark(t) < ROUNDS) {
                return 0;
            }
        }
        return dead;
    }

    /** Whether every task is in {@code mempool_alloc}, blocked, or at its end. */
    private static boolean everybodyWaits(World w) {
        for (int i = 0; i < w.taskCount(); i++) {
            Task t = w.lookTask(i);
            if (!t.done() && !t.daemon() && !Mempool.isAllocating(t) && w.isEnabled(i)) {
                return false;
            }
        }
        return true;
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
