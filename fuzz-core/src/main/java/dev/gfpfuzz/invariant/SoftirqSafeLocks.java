package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Softirq;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A lock that softirqs take is taken with bottom halves off by everybody else: a softirq never spins on a lock whose owner
 * it has interrupted. On the one CPU of a scenario the owner cannot let it go before the softirq has ended.
 *
 * <p>Mutant that it catches: {@code dm_bufio_lock = irqsave-if-no-sleep}.
 */
public final class SoftirqSafeLocks extends Invariant {
    private int softirq;

    @Override
    public String name() {
        return "softirq-safe-locks";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No softirq spins on a lock whose owner it has interrupted on its CPU.";
    }

    @Override
    public String source() {
        return "kernel/locking/lockdep.c, IN-SOFTIRQ-W; drivers/md/dm-bufio.c, commit b33b6fdca3f0 (v6.0)";
    }

    @Override
    public String companion() {
        return "a softirq takes a spinlock";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        List<Softirq> found = partsOf(world, Softirq.class);
        if (found.isEmpty()) {
            return false;
        }
        softirq = found.get(0).id();
        return true;
    }

    @Override
    public List<Event> hears() {
        return List.of(MachineEvent.LOCK_ACQUIRED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == MachineEvent.LOCK_ACQUIRED
                && runs(w, task)
                && w.<Lock>look((int) a).spins()) {
            exercised(w);
        }
    }

    @Override
    public void afterStep(World w, Task task) {
        if (task.waits() != Wait.LOCK || !runs(w, task)) {
            return;
        }
        Lock lock = w.look(task.waitOn());
        if (lock.spins() && lock.holders() != 0) {
            String owner =
                    w.lookTask(Long.numberOfTrailingZeros(lock.holders())).name();
            broken(
                    w,
                    task,
                    "Softirq " + task.name() + " spins on " + lock.name() + ", which " + owner
                            + " holds and took with bottom halves on; " + owner
                            + " cannot run on this CPU before the softirq ends.",
                    "softirq spins on " + WaitGraph.role(w, task.waitOn()) + ";owner interrupted");
        }
    }

    private boolean runs(World w, Task task) {
        return w.<Softirq>look(softirq).running() == task.id();
    }
}
