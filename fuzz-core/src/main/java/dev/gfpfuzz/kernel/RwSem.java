package dev.gfpfuzz.kernel;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;

/**
 * A sleeping reader-writer lock: {@code kernel/locking/rwsem.c}. Many readers or one writer. A writer that waits keeps
 * later readers out only if it queues first in the schedule: fairness is left to the schedule.
 */
@PublicApi
public final class RwSem extends Lock {
    /** Mode of {@code lockThen}: {@code down_read}. */
    public static final int READ = 0;
    /** Mode of {@code lockThen}: {@code down_write}. */
    public static final int WRITE = 1;

    private static final int FREE = -1;
    private int writer = FREE;
    private long readers;

    /** {@code down_read_trylock}. */
    public boolean tryRead(World w, Task current) {
        if (writer != FREE) {
            return false;
        }
        acquire(w, current, READ);
        w.emit(MachineEvent.LOCK_ACQUIRED, current, id(), READ);
        return true;
    }

    /** {@code up_read} or {@code up_write}. A scheduling point must follow. */
    public void up(World w, Task current) {
        long me = 1L << current.id();
        if (writer == current.id()) {
            writer = FREE;
        } else if ((readers & me) != 0) {
            readers &= ~me;
        } else {
            throw new IllegalStateException("Task " + current + " is at " + current.where() + " without " + name());
        }
        current.noLongerHolds(id());
        w.emit(MachineEvent.LOCK_RELEASED, current, id(), 0);
    }

    /** A bit per task that holds the read side. */
    public long readers() {
        return readers;
    }

    @Override
    protected boolean available(World w, Task task, int mode) {
        return writer == FREE && (mode == READ || readers == 0);
    }

    @Override
    protected void acquire(World w, Task task, int mode) {
        if (mode == READ) {
            readers |= 1L << task.id();
        } else {
            writer = task.id();
        }
        task.nowHolds(id());
    }

    @Override
    public long holders() {
        return writer == FREE ? readers : 1L << writer;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.VISITED;
    }

    @Override
    protected void fields(Fields f) {
        writer = f.task(writer);
        readers = f.tasks(readers);
    }
}
