package dev.gfpfuzz.step;

/** A part that a task can wait to acquire. Enabledness is the machine's: a blocked task retries nothing. */
public abstract class Lock extends Part {
    /** Whether {@code task} would get the lock now. Must not change anything. */
    protected abstract boolean available(World w, Task task, int mode);

    /** Gives the lock to {@code task}; called only when {@link #available}. */
    protected abstract void acquire(World w, Task task, int mode);

    /** Who holds the lock, for the wait-for graph: a bit per task id. */
    public abstract long holders();

    /** Whether a task that waits here blocks by spinning (it may not sleep). */
    public boolean spins() {
        return false;
    }
}
