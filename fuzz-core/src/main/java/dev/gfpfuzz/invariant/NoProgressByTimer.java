package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * Worth knowing: a task that slept for an element of a mempool went on only because its timer fired, while an element was
 * there. In v4.17 a resize that grows the pool does that, since it wakes nobody.
 */
public final class NoProgressByTimer extends Invariant {
    private List<Mempool> pools = List.of();

    @Override
    public String name() {
        return "no-progress-by-timer";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public boolean reportOnly() {
        return true;
    }

    @Override
    public String statement() {
        return "No task is released from a pool's wait queue by its timer while the pool has an element.";
    }

    @Override
    public String source() {
        return "mm/mempool.c, v4.17, mempool_resize: no wake_up after the elements that it adds";
    }

    @Override
    public String companion() {
        return "a pool's waiter is woken by its timer";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        pools = partsOf(world, Mempool.class);
        return !pools.isEmpty();
    }

    @Override
    public List<Event> hears() {
        return List.of(MachineEvent.TIMER_FIRED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event != MachineEvent.TIMER_FIRED) {
            return;
        }
        for (Mempool declared : pools) {
            WaitQueue queue = w.look(declared.waitQueue());
            if ((queue.waiters() >>> task.id() & 1) == 0) {
                continue;
            }
            exercised(w);
            Mempool p = w.look(declared.id());
            if (p.currNr() > 0 && p.wakers() == 0) {
                broken(
                        w,
                        task,
                        "Task " + task.name() + " slept for an element of " + p.name()
                                + " until its timer fired, while " + p.currNr() + " were there.",
                        "timer fired;element there");
            }
        }
    }
}
