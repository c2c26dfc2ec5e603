package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.mempool.Mempool;
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
        return "No task sleeps on a pool that has a freed element, without a timeout on one that has any,"
                + " or when no element is outstanding that could be freed.";
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
            if (waiter.waits() != Wait.SLEEP || !waiter.asleep()) {
                continue;
            }
            exercised(w);
            boolean timed = waiter.deadline() != Task.NO_TIMEOUT;
            if (p.currNr() > 0 && (!timed || p.lastAddedByFree() && p.wakers() == 0)) {
                broken(
                        w,
                        task,
                        "Task " + waiter.name() + " sleeps for an element of " + p.name() + ", which has " + p.currNr()
                                + (timed ? ": the wake-up of the free was lost." : ", and has no timer to end that."),
                        "asleep on the pool;element there;" + (timed ? "wake-up lost" : "no timeout"));
            } else if (p.currNr() == 0 && p.outstanding() == 0 && p.wakers() == 0 && p.floor() == p.minNr()) {
                broken(
                        w,
                        task,
                        "Task " + waiter.name() + " sleeps for an element of " + p.name()
                                + ", but none is outstanding: no free will ever wake it, only its timer.",
                        "asleep on the pool;no element outstanding");
            }
        }
    }
}
