package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.model.mempool.MempoolEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;

/**
 * Nobody sleeps for an element of a pool before an attempt with the full mask: reclaim might have given the page at once.
 *
 * <p>Mutant that it catches: {@code mempool_alloc = sleeps-first} (until v3.2).
 */
public final class PoolSleepAfterFullTry extends Invariant {
    private int ghost;

    @Override
    public String name() {
        return "pool-sleep-after-full-try";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "A task that may reclaim does not sleep on a pool before it has asked for memory with its full mask.";
    }

    @Override
    public String source() {
        return "mm/mempool.c, commit 1ebb70441d1f (v3.3), mempool_alloc";
    }

    @Override
    public String companion() {
        return "a task sleeps for an element";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        boolean pools = !partsOf(world, Mempool.class).isEmpty();
        if (pools) {
            ghost = world.place("ghost of " + name(), new TaskGhost(world.taskCount()))
                    .id();
        }
        return pools;
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        TaskGhost tried = w.look(ghost);
        if (event == KernelEvent.ALLOC_REQUESTED && Gfp.allowsBlocking((int) a)) {
            tried.mark(task.id(), 1);
        } else if (event == MempoolEvent.ALLOC_BEGINS) {
            tried.mark(task.id(), 0);
        } else if (event == MempoolEvent.WAIT_BEGINS) {
            exercised(w);
            if (tried.mark(task.id()) == 0) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " sleeps for an element of "
                                + w.look((int) a).name()
                                + " although it has not yet tried to allocate one with its full mask.",
                        "asleep on a pool;no attempt with the full mask");
            }
        }
    }
}
