package dev.gfpfuzz.step;

import java.util.Arrays;

/** A task: a stack of frames, what it waits for, and its kernel task flags. */
public final class Task implements Cloneable {
    /** No timeout: only a wake-up ends the sleep. */
    public static final long NO_TIMEOUT = Long.MAX_VALUE;

    /** In place of a variable's number, for an access to a lock. */
    private static final int LOCK_CELL = -1;

    private final int id;
    private final String name;
    private final boolean daemon;
    /** The outermost frame as it was at the start: unlike other frames it may refer to what is this task's alone. */
    private final Frame<?> outermost;

    private Frame<?>[] stack;
    private int depth;
    private long ret;
    private boolean hasRet;
    private Wait wait = Wait.NOTHING;
    private int waitOn = -1;
    private int waitMode;
    private long deadline = NO_TIMEOUT;
    private boolean asleep;
    private int flags;
    private long held;
    private int accessPart = -1;
    private int accessCell;
    private boolean accessWrites;
    /** Frames below this depth are shared with other copies of the task. */
    private int shared;
    /** Kept by {@link World#hash}. */
    long hash;

    Task(int id, String name, boolean daemon, Frame<?> program) {
        this.id = id;
        this.name = name;
        this.daemon = daemon;
        this.outermost = program.copy();
        this.stack = new Frame<?>[] {program, null, null, null};
        this.depth = 1;
    }

    /** A copy that shares the frames until it changes them; the original must not change any more while shared. */
    Task copy() {
        try {
            Task copy = (Task) clone();
            copy.stack = stack.clone();
            copy.shared = depth;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Index in the world, from 0. */
    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** A daemon (interrupt source, kernel worker) may be idle for ever: it never counts as stuck. */
    public boolean daemon() {
        return daemon;
    }

    /** Kernel task flags, {@code PF_*}; see {@code kernel.TaskFlags}. */
    public int flags() {
        return flags;
    }

    public void setFlags(int flags) {
        this.flags = flags;
    }

    /** Ids of the locks held, a bit per part id. */
    public long held() {
        return held;
    }

    public boolean holds(int lock) {
        return (held >>> lock & 1) != 0;
    }

    /** For {@link Lock} implementations. */
    public void nowHolds(int lock) {
        held |= 1L << lock;
    }

    /** For {@link Lock} implementations. */
    public void noLongerHolds(int lock) {
        held &= ~(1L << lock);
    }

    /** The value of the call that just returned. Readable only at the label that the call named. */
    public long ret() {
        if (!hasRet) {
            throw new IllegalStateException(
                    "Task " + name + " reads a return value at " + where() + ", which is not reached by a return");
        }
        return ret;
    }

    /** {@link #ret()} as a truth value. */
    public boolean retTrue() {
        return ret() != 0;
    }

    public Wait waits() {
        return wait;
    }

    /** Part id of the lock waited for, when {@link #waits()} is LOCK. */
    public int waitOn() {
        return waitOn;
    }

    public int waitMode() {
        return waitMode;
    }

    /** Tick at which a timed sleep ends, or {@link #NO_TIMEOUT}. */
    public long deadline() {
        return deadline;
    }

    public boolean done() {
        return wait == Wait.DONE;
    }

    /** Whether the task's state is not running: set by preparing to wait, cleared by a wake-up. */
    public boolean asleep() {
        return asleep;
    }

    /** {@code set_current_state(TASK_UNINTERRUPTIBLE)}. */
    public void setAsleep() {
        asleep = true;
    }

    /** {@code try_to_wake_up}: makes the task runnable. */
    public void wake() {
        asleep = false;
    }

    /**
     * As {@link StateView#nextAccess}: to the lock that the task waits for, else to what it declared to access next. Follows from
     * where the task is, so it is no part of the state.
     */
    long access() {
        if (wait == Wait.LOCK) {
            return access(waitOn, LOCK_CELL, true);
        }
        return accessPart < 0 ? StateView.UNKNOWN : access(accessPart, accessCell, accessWrites);
    }

    /** What {@link StateView#thing} and {@link StateView#race} take apart. */
    private static long access(int part, int cell, boolean writes) {
        return (long) part << 33 | (cell + 1L) << 1 | (writes ? 1 : 0);
    }

    void willAccess(int part, int cell, boolean writes) {
        accessPart = part;
        accessCell = cell;
        accessWrites = writes;
    }

    public int depth() {
        return depth;
    }

    /** Frame {@code i} of the stack, 0 = outermost. */
    public Frame<?> frame(int i) {
        return stack[i];
    }

    public Frame<?> top() {
        return stack[depth - 1];
    }

    /** The innermost frame, for changing it. */
    Frame<?> ownTop() {
        int top = depth - 1;
        if (top < shared) {
            stack[top] = stack[top].copy();
            shared = top;
        }
        return stack[top];
    }

    /** {@code function:LABEL} of the innermost frame. */
    public String where() {
        return depth == 0 ? "end" : top().function() + ":" + top().label();
    }

    void waitForLock(int lock, int mode) {
        wait = Wait.LOCK;
        waitOn = lock;
        waitMode = mode;
    }

    void waitForWake(long until) {
        wait = Wait.SLEEP;
        deadline = until;
    }

    void waitForCondition() {
        wait = Wait.CONDITION;
    }

    void waitIsOver() {
        wait = Wait.NOTHING;
        waitOn = -1;
        waitMode = 0;
        deadline = NO_TIMEOUT;
        asleep = false;
    }

    void accessIsOver() {
        accessPart = -1;
    }

    void push(Frame<?> callee) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = callee;
        hasRet = false;
    }

    void pop(long value) {
        stack[--depth] = null;
        shared = Math.min(shared, depth);
        ret = value;
        hasRet = true;
        if (depth == 0) {
            wait = Wait.DONE;
            ret = 0;
            hasRet = false;
        }
    }

    Frame<?> topOrNull() {
        return depth == 0 ? null : stack[depth - 1];
    }

    boolean takesReturn() {
        return hasRet;
    }

    void clearReturn() {
        hasRet = false;
        ret = 0;
    }

    void visit(Fields f, FrameTable table) {
        wait = f.of(wait);
        waitOn = f.of(waitOn);
        waitMode = f.of(waitMode);
        deadline = f.tick(deadline);
        asleep = f.of(asleep);
        flags = f.of(flags);
        held = f.of(held);
        int frames = f.of(depth);
        if (frames > stack.length) {
            stack = Arrays.copyOf(stack, frames);
        }
        for (int i = 0; i < frames; i++) {
            int index = f.of(i < depth ? table.indexOf(stack[i]) : 0);
            if (i >= depth || index != table.indexOf(stack[i])) {
                stack[i] = i == 0 && index == table.indexOf(outermost) ? outermost.copy() : table.prototype(index);
            } else if (!f.reading() && i < shared) {
                stack[i] = stack[i].copy();
            }
            stack[i].visit(f);
        }
        Arrays.fill(stack, frames, stack.length, null);
        depth = frames;
        shared = f.reading() ? shared : 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
