package dev.gfpfuzz.invariant;

/**
 * The search for a state that comes back while a request goes round (Brent 1980): one state is kept at a time, replaced
 * after twice as many steps each time, and compared when the same request goes round again.
 */
final class LivelockMemory implements CourseInvariant.Memory, Cloneable {
    /** A word of a step: its task's request goes round again. */
    static final int RETRIES = 1;
    /** The task's request has ended. */
    static final int ENDS = 2;

    private static final int NOBODY = -1;
    private static final int PATIENCE_MIN = 16;

    /** Tasks whose request went round before. */
    private long looping;

    private int taskSaved = NOBODY;
    private long saved;
    private int steps;
    private int patience;
    private long ran;
    private long couldRun;
    /** Of the last step. */
    private int task;

    private boolean comparable;
    private boolean replaceable;
    private boolean exercised;

    @Override
    public boolean follows() {
        return taskSaved != NOBODY;
    }

    @Override
    public boolean step(int stepped, long said, long enabled) {
        task = stepped;
        exercised = false;
        for (long words = said; words != 0; words >>>= 2) {
            hear((int) words & 3);
        }
        if (taskSaved != NOBODY) {
            steps++;
            ran |= 1L << stepped;
            couldRun |= enabled;
        }
        comparable = exercised && taskSaved == stepped && (couldRun & ~ran) == 0;
        replaceable = exercised && (taskSaved == NOBODY || steps >= patience);
        return comparable || replaceable;
    }

    private void hear(int word) {
        if (word == RETRIES) {
            exercised |= (looping >>> task & 1) != 0;
            looping |= 1L << task;
            return;
        }
        looping &= ~(1L << task);
        if (taskSaved == task) {
            taskSaved = NOBODY;
            patience = 0;
        }
    }

    @Override
    public boolean meets(long state) {
        if (comparable && saved == state) {
            return true;
        }
        if (replaceable) {
            taskSaved = task;
            saved = state;
            patience = Math.max(PATIENCE_MIN, patience * 2);
            steps = 0;
            ran = 0;
            couldRun = 0;
        }
        return false;
    }

    @Override
    public boolean exercised() {
        return exercised;
    }

    /** Steps since a state was saved. */
    int steps() {
        return steps;
    }

    /** The tasks that ran since, a bit each. */
    long ran() {
        return ran;
    }

    LivelockMemory copy() {
        try {
            return (LivelockMemory) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
