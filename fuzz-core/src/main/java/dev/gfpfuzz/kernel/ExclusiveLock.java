package dev.gfpfuzz.kernel;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;

/**
 * A lock with one owner: what {@link Mutex} and {@link SpinLock} share. Any waiter may win a released lock; queueing and
 * hand-off are left to the schedule. Blocking on a lock that one owns is not refused: it is the deadlock it is in the
 * kernel.
 */
public abstract class ExclusiveLock extends Lock {
    private static final int FREE = -1;
    private final boolean hot;
    private int owner = FREE;

    /** @param hot whether reclaim itself may need the lock, so that nobody should reclaim with it held */
    ExclusiveLock(boolean hot) {
        this.hot = hot;
    }

    /** Whether reclaim itself may need the lock. */
    public final boolean hot() {
        return hot;
    }

    /** Takes the lock if it is free; never waits. */
    public final boolean trylock(World w, Task current) {
        if (!available(w, current, 0)) {
            return false;
        }
        acquire(w, current, 0);
        w.emit(MachineEvent.LOCK_ACQUIRED, current, id(), 0);
        return true;
    }

    /** Gives the lock up. A scheduling point must follow: others run from here on. */
    public final void unlock(World w, Task current) {
        assertHeld(current);
        owner = FREE;
        current.noLongerHolds(id());
        released(w);
        w.emit(MachineEvent.LOCK_RELEASED, current, id(), 0);
    }

    /** What else the release undoes. */
    void released(World w) {}

    /** A programmer's error in a model if the task does not own the lock. */
    public final void assertHeld(Task current) {
        if (owner != current.id()) {
            throw new IllegalStateException("Task " + current + " is at " + current.where() + " without " + name());
        }
    }

    /** Task id of the owner, or -1. */
    public final int owner() {
        return owner;
    }

    public final boolean locked() {
        return owner != FREE;
    }

    @Override
    protected boolean available(World w, Task task, int mode) {
        return owner == FREE;
    }

    @Override
    protected void acquire(World w, Task task, int mode) {
        owner = task.id();
        task.nowHolds(id());
    }

    @Override
    public final long holders() {
        return owner == FREE ? 0 : 1L << owner;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.VISITED;
    }

    @Override
    protected final void fields(Fields f) {
        owner = f.task(owner);
    }
}
