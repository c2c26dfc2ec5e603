package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.model.mempool.MempoolEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * Who sleeps for an element of a mempool is woken by the next free, and never depends on its timer alone. One gap is
 * known and excused while the sleep has a timeout: a resize that grows the pool wakes nobody.
 *
 * <p>Mutants that it catches: {@code mempool_alloc = unlock-then-queue}, {@code mempool_alloc = no-timeout}, {@code
 * mempool_free = silent}; and a pool of minimum zero in v4.17, which no free ever refills.
 */
public final class PoolWaiterWakes extends Invariant {
    private List<Mempool> pools = List.of();

    @Override
    public String name() {
        return "pool-waiter-wakes";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No task sleeps on a pool that has a freed element, or without a timeout on one that has any;"
                + " the last element is not freed past a sleeper.";
    }

    @Override
    public String source() {
        return "mm/mempool.c, v4.17, mempool_alloc and mempool_free; for minimum zero linux-next, mempool_free_bulk";
    }

    @Override
    public String companion() {
        return "a task sleeps on a pool";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        pools = partsOf(world, Mempool.class);
        return !pools.isEmpty();
    }

    @Override
    public List<Event> hears() {
        return List.of(MempoolEvent.ELEMENT_FREED);
    }

    /** The last element that could be freed went past a sleeper. */
    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event != MempoolEvent.ELEMENT_FREED) {
            return;
        }
        Mempool p = w.look((int) a);
        if (p.currNr() > 0 || p.outstanding() > 0 || p.wakers() > 0) {
            return;
        }
        for (long rest = w.<WaitQueue>look(p.waitQueue()).waiters(); rest != 0; rest &= rest - 1) {
            Task waiter = w.lookTask(Long.numberOfTrailingZeros(rest));
            if (waiter.asleep()) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " gives the last element of " + p.name() + " back to the page allocator"
                                + " while " + waiter.name() + " sleeps for one: only its timer will wake it.",
                        "last element freed;asleep on the pool;no wake-up");
            }
        }
    }

    @Override
    public void afterStep(World w, Task task) {
        for (Mempool declared : pools) {
            WaitQueue queue = w.look(declared.waitQueue());
            if (queue.waiters() != 0) {
                check(w, task, w.look(declared.id()), queue.waiters());
            }
        }
    }

    private void check(World w, Task task, Mempool p, long waiters) {
        for (long rest = waiters; rest != 0; rest &= rest - 1) {
            Task waiter = w.lookTask(Long.numberOfTrailingZeros(rest));
            if (!waiter.asleep()) {
                continue;
            }
            // A waiter on the queue that has not given the processor up yet is passed over by a silent free all the
            // same.
            boolean timed = true;
            if (waiter.waits() == Wait.SLEEP) {
                exercised(w);
                timed = waiter.deadline() != Task.NO_TIMEOUT;
            }
            if (p.currNr() > 0 && (!timed || p.lastAddedByFree() && p.wakers() == 0)) {
                broken(
                        w,
                        task,
                        "Task " + waiter.name() + " sleeps for an element of " + p.name() + ", which has " + p.currNr()
                                + (timed ? ": the wake-up of the free was lost." : ", and has no timer to end that."),
                        "asleep on the pool;element there;"
                                + (!timed ? "no timeout" : task == waiter ? "queued too late" : "no wake-up"));
            }
        }
    }
}
