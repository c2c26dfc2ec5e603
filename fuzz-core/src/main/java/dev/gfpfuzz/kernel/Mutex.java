package dev.gfpfuzz.kernel;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * A sleeping mutex: {@code kernel/locking/mutex.c}. Any waiter may win a released mutex; hand-off and optimistic
 * spinning are left to the schedule. Blocking on a mutex that one owns is not refused: it is the deadlock it is in the
 * kernel.
 */
public final class Mutex extends Lock {
    private static final int FREE = -1;
    private int owner = FREE;

    /** {@code mutex_trylock}. */
    public boolean trylock(World w, Task current) {
        if (owner != FREE) {
            return false;
        }
        acquire(w, current, 0);
        w.emit(MachineEvent.LOCK_ACQUIRED, current, id(), 0);
        return true;
    }

    /** {@code mutex_unlock}. A scheduling point must follow: others run from here on. */
    public void unlock(World w, Task current) {
        assertHeld(current);
        owner = FREE;
        current.noLongerHolds(id());
        w.emit(MachineEvent.LOCK_RELEASED, current, id(), 0);
    }

    /** A programmer's error in a model if the task does not own the mutex. */
    public void assertHeld(Task current) {
        if (owner != current.id()) {
            throw new IllegalStateException("Task " + current + " is at " + current.where() + " without " + name());
        }
    }

    /** Task id of the owner, or -1. */
    public int owner() {
        return owner;
    }

    public boolean locked() {
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
    public long holders() {
        return owner == FREE ? 0 : 1L << owner;
    }

    @Override
    protected void fields(Fields f) {
        owner = f.of(owner);
    }
}
