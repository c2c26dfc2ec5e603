package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.model.mempool.MempoolEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * An allocation from a mempool that may sleep never returns NULL; one that may not sleep never does.
 *
 * <p>Mutant that it catches: {@code mempool_alloc = next-gives-up}; linux-next carried that for some days.
 */
public final class PoolAllocKeepsItsWord extends Invariant {
    /** Marks: outside mempool_alloc; inside and may sleep; inside and may not. */
    private static final int MAY_SLEEP = 1;

    private static final int MAY_NOT_SLEEP = 2;

    private int ghost;

    @Override
    public String name() {
        return "pool-alloc-keeps-its-word";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "mempool_alloc with __GFP_DIRECT_RECLAIM never returns NULL; without, it never sleeps.";
    }

    @Override
    public String source() {
        return "mm/mempool.c, v4.17, mempool_alloc: its contract in the comment above it";
    }

    @Override
    public String companion() {
        return "a task sleeps in mempool_alloc, or gets NULL because it may not";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        if (partsOf(world, Mempool.class).isEmpty()) {
            return false;
        }
        ghost = world.place("ghost of " + name(), new TaskGhost(world.taskCount()))
                .id();
        return true;
    }

    @Override
    public List<Event> hears() {
        return List.of(
                MempoolEvent.ALLOC_BEGINS,
                MempoolEvent.WAIT_BEGINS,
                MempoolEvent.ALLOC_ENDS,
                KernelEvent.DIRECT_RECLAIM_ENTERED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event instanceof MempoolEvent e) {
            switch (e) {
                case ALLOC_BEGINS -> mark(w, task, Gfp.allowsBlocking((int) b) ? MAY_SLEEP : MAY_NOT_SLEEP);
                case WAIT_BEGINS -> {
                    exercised(w);
                    sleeps(w, task, "for an element of " + w.look((int) a).name());
                }
                case ALLOC_ENDS -> ends(w, task, a, b == 1);
                default -> {}
            }
        } else if (event == KernelEvent.DIRECT_RECLAIM_ENTERED) {
            sleeps(w, task, "in direct reclaim");
        }
    }

    private void ends(World w, Task task, long pool, boolean element) {
        int mark = w.<TaskGhost>look(ghost).mark(task.id());
        mark(w, task, 0);
        if (element) {
            return;
        }
        exercised(w);
        if (mark == MAY_SLEEP) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " gets NULL from mempool_alloc on "
                            + w.look((int) pool).name()
                            + " although its mask has __GFP_DIRECT_RECLAIM: callers do not check for that.",
                    "mempool_alloc returns NULL;mask has direct reclaim");
        }
    }

    private void sleeps(World w, Task task, String where) {
        if (w.<TaskGhost>look(ghost).mark(task.id()) == MAY_NOT_SLEEP) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " sleeps " + where
                            + " inside mempool_alloc although its mask lacks __GFP_DIRECT_RECLAIM.",
                    "mempool_alloc sleeps;mask lacks direct reclaim");
        }
    }

    private void mark(World w, Task task, int value) {
        w.<TaskGhost>look(ghost).mark(task.id(), value);
    }
}
