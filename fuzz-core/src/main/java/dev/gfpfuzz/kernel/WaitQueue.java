package dev.gfpfuzz.kernel;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;

/**
 * A wait queue head with non-exclusive entries: {@code kernel/sched/wait.c}. A wake-up makes every queued task runnable. It
 * leaves the entries queued, as {@code default_wake_function} does, and the sleeper removes its own; or, for entries of
 * {@code wait_event}, it removes those whose task it woke, as {@code autoremove_wake_function} does: the entry of a task
 * that something else has made runnable stays until that task runs.
 */
@PublicApi
public final class WaitQueue extends Part {
    private final boolean autoremove;
    private long waiters;

    public WaitQueue() {
        this(false);
    }

    /** @param autoremove whether a wake-up removes the entries of those it wakes */
    public WaitQueue(boolean autoremove) {
        this.autoremove = autoremove;
    }

    /** {@code add_wait_queue} and {@code set_current_state(TASK_UNINTERRUPTIBLE)}, in this order. */
    public void prepareToWait(World w, Task current) {
        waiters |= 1L << current.id();
        current.setAsleep();
        w.emit(KernelEvent.WAIT_QUEUED, current, id());
    }

    /** {@code remove_wait_queue}. */
    public void finishWait(Task current) {
        waiters &= ~(1L << current.id());
    }

    /** {@code wake_up}: all entries are non-exclusive, so all are woken. */
    public void wakeUp(World w, Task current) {
        long rest = waiters;
        while (rest != 0) {
            int id = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            Task waiter = w.task(id);
            if (waiter.asleep()) {
                waiter.wake();
                if (autoremove) {
                    waiters &= ~(1L << id);
                }
                w.emit(KernelEvent.WOKEN, current, id, id());
            }
        }
    }

    /** {@code waitqueue_active}: a bit per queued task id. */
    public long waiters() {
        return waiters;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.VISITED;
    }

    @Override
    protected void fields(Fields f) {
        waiters = f.tasks(waiters);
    }
}
