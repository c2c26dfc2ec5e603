package dev.gfpfuzz.step;

/**
 * One activation of one C function: its locals as fields, and the label where it goes on.
 *
 * <p>A subclass declares {@code enum At} of labels right under the class line, passes the first to the constructor, and
 * implements {@link #step} as a switch over {@link #at} in which every branch ends with one of the verbs:
 *
 * <table>
 * <caption>Verbs</caption>
 * <tr><td>{@code goTo(L)}</td><td>go on at L in the same atomic step</td></tr>
 * <tr><td>{@code pauseAt(L)}</td><td>scheduling point, then L</td></tr>
 * <tr><td>{@code pauseAt(task, L, part, cell, write)}</td><td>the same, telling what L accesses</td></tr>
 * <tr><td>{@code lockThen(task, lock, L)}</td><td>scheduling point; enabled when the lock is free; L runs with it held</td></tr>
 * <tr><td>{@code sleepThen(task, L)}</td><td>scheduling point; enabled when woken</td></tr>
 * <tr><td>{@code sleepThen(task, ticks, L)}</td><td>the same with a timeout on the logical clock</td></tr>
 * <tr><td>{@code awaitThen(task, L)}</td><td>scheduling point; enabled while {@link #ready} holds</td></tr>
 * <tr><td>{@code call(task, frame, L)}</td><td>run a callee; L may read {@link Task#ret()}</td></tr>
 * <tr><td>{@code ret(task, v)}</td><td>return to the caller</td></tr>
 * </table>
 *
 * <p>Nondeterminism only by {@link World#choose}. Fields are int, long, boolean, enum and not final: a copy is a {@code
 * clone()}, and a test proves that {@link #fields} covers each of them. Only the outermost frame of a task may hold a
 * reference, to something immutable.
 *
 * @param <L> the label enum
 */
public abstract class Frame<L extends Enum<L>> implements Cloneable {
    /** Where this frame goes on. */
    protected L at;

    protected Frame(L start) {
        this.at = start;
    }

    /**
     * For a program, the outermost frame of a task: what the task waits for before its very first step, said with one of
     * the waiting verbs. Nothing by default: then the first step runs whenever the schedule wants it.
     */
    protected void begin(Task current) {}

    /** Runs from {@link #at} to the next verb. */
    protected abstract Next step(World w, Task current);

    /** Visits every field of the subclass, in a fixed order; {@link #at} is visited by the machine. */
    protected abstract void fields(Fields f);

    /**
     * Whether every field that holds the number of an interchangeable item is visited by {@link Fields#item} and its like;
     * see {@link Part#items}. While a frame that does not say so is on some stack, a state is told apart from all others.
     */
    protected boolean visitsItems() {
        return false;
    }

    /** The condition of {@code awaitThen}. Must not change anything. */
    protected boolean ready(World w, Task current) {
        throw new IllegalStateException(getClass().getSimpleName() + " used awaitThen and has no ready()");
    }

    /** What an {@code awaitThen} waits for, for people: "READING of buffer 3 to clear". */
    public String waitsFor(World w, Task current) {
        return at.name();
    }

    /**
     * Tasks on which an {@code awaitThen} depends, a bit per task id; 0 when any task may bring the condition about.
     * Used for wait-for cycles.
     */
    protected long waitsForTasks(World w, Task current) {
        return 0;
    }

    /** The C function's name; the class's simple name unless overridden. */
    public String function() {
        return getClass().getSimpleName();
    }

    /** The current label's name. */
    public final String label() {
        return at.name();
    }

    final Frame<L> copy() {
        try {
            @SuppressWarnings("unchecked")
            Frame<L> copy = (Frame<L>) clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    final void visit(Fields f) {
        at = f.of(at);
        fields(f);
    }

    /** Same step goes on at {@code label}. */
    protected final Next goTo(L label) {
        at = label;
        return Next.CONTINUE;
    }

    /** Scheduling point, then {@code label}. */
    protected final Next pauseAt(L label) {
        at = label;
        return Next.PAUSE;
    }

    /**
     * Scheduling point, then {@code label}, which reads or writes one variable of a part. Strategies that care for races
     * between coming accesses use it; the others, and exhaustive searches, see what a step did touch.
     *
     * @param cell which variable of the part, from 0
     * @param write whether it is changed
     */
    protected final Next pauseAt(Task current, L label, int part, int cell, boolean write) {
        at = label;
        current.willAccess(part, cell, write);
        return Next.PAUSE;
    }

    /** Waits until the lock with this part id is free; {@code label} runs with it held. */
    protected final Next lockThen(Task current, int lock, L label) {
        return lockThen(current, lock, 0, label);
    }

    /** As above, in a mode that the lock knows (a reader's or writer's side). */
    protected final Next lockThen(Task current, int lock, int mode, L label) {
        at = label;
        current.waitForLock(lock, mode);
        return Next.PAUSE;
    }

    /**
     * Gives the processor up. The task must have put itself on a wait queue before (its state is no longer running); if
     * it was woken since, it is enabled at once, as in {@code schedule()}.
     */
    protected final Next sleepThen(Task current, L label) {
        at = label;
        current.waitForWake(Task.NO_TIMEOUT);
        return Next.PAUSE;
    }

    /** As above; the sleep may also end when the logical clock reaches {@code deadline} ticks. */
    protected final Next sleepThen(Task current, long deadline, L label) {
        at = label;
        current.waitForWake(deadline);
        return Next.PAUSE;
    }

    /** Waits until {@link #ready} holds at {@code label}. */
    protected final Next awaitThen(Task current, L label) {
        at = label;
        current.waitForCondition();
        return Next.PAUSE;
    }

    /** Runs {@code callee} in the same step; its return value is {@link Task#ret()} at {@code label}. */
    protected final Next call(Task current, Frame<?> callee, L label) {
        at = label;
        current.push(callee);
        return Next.CONTINUE;
    }

    /** Returns {@code value} to the caller, in the same step. */
    protected final Next ret(Task current, long value) {
        current.pop(value);
        return Next.CONTINUE;
    }

    /** Returns 0, for void functions. */
    protected final Next ret(Task current) {
        current.pop(0);
        return Next.CONTINUE;
    }
}
