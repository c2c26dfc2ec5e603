package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;

/** A lock. A task whose first step is to take it waits for its creation too: mode 1 + its place in that order. */
final class SmallLock extends Lock {
    private int owner = -1;

    static void unlock(World w, Task current, int id) {
        SmallLock lock = w.part(id);
        lock.owner = -1;
        current.noLongerHolds(id);
    }

    @Override
    protected boolean available(World w, Task task, int mode) {
        return owner < 0 && (mode == 0 || w.<Cell>look(Small.CREATED).value >= mode);
    }

    @Override
    protected void acquire(World w, Task task, int mode) {
        owner = task.id();
        task.nowHolds(id());
    }

    @Override
    public long holders() {
        return owner < 0 ? 0 : 1L << owner;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.VISITED;
    }

    @Override
    protected void fields(Fields f) {
        owner = f.task(owner);
    }
}
