package dev.gfpfuzz.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one run: shared parts, tasks, the logical clock. Built by {@link WorldBuilder}; everything else is
 * a copy of a built one.
 *
 * <p>Copies are lazy: a copy shares parts and tasks with its original, and each of the two clones one when it is about
 * to change it, which {@link #part}, {@link #task} and {@link #step} announce. So a part or task obtained by {@link
 * #look} or {@link #lookTask} must not be changed, nor kept over a step. Hashes are kept with the parts and tasks and
 * computed again for those changed. Not thread-safe; copies of one built world belong to one thread, unless {@link #among} hands them over.
 */
public final class World implements StateView {
    /** Most parts that a world may have: a step's footprint is one long, parts below, tasks above. */
    public static final int PARTS_MAX = 48;
    /** Most tasks that a world may have. */
    public static final int TASKS_MAX = 16;

    /** No task has run yet. */
    public static final int NOBODY = -1;
    /** Name of the violation that a reached {@code BUG_ON} becomes. */
    public static final String KERNEL_BUG = "no-kernel-bug";
    /** Most that can be said of one step. */
    private static final int WORDS_MAX = Long.SIZE / 2;
    /** Steps without a scheduling point after which a model is considered broken. */
    private static final int FRAME_STEPS_MAX = 100_000;

    private final Part[] parts;
    private final Task[] tasks;
    private final Audience audience;
    private final FrameTable frames;
    private final Readiness readiness;
    /** Parts that observers write: {@link #look} is enough to change them. */
    private final long ghosts;

    /** Components that no other world shares; bits as in {@link #touched}. */
    private long owned;
    /** Components whose kept hash may be wrong, besides those that the last step touched. */
    private long stale = -1;
    /** Components that the last step touched and that were hashed since. */
    private long hashed;

    private Chooser chooser = Chooser.ORDINARY;
    private int running = NOBODY;
    private long ticks;
    private int steps;

    private long touched;
    /** Components touched since it was last computed who may run. */
    private long unsettled = -1;
    /** No state: what {@link #standing} said, and of which tasks it still holds. */
    private Standing[] standings;

    private long standingsKnown;
    /** What conditions and observers looked at since the step began, as in {@link #touched}. */
    long looked;

    /** What an observer said of the last step, see {@link #say}. */
    private long said;

    private boolean followed;
    private long exercised;
    private Violation violation;
    /** Shared with copies, and replaced when there is one more. */
    private List<Violation> reports = List.of();

    private @Nullable TraceHash trace;

    World(List<Part> parts, List<Task> tasks, List<Observer> observers, long ghosts) {
        this.parts = parts.toArray(Part[]::new);
        this.tasks = tasks.toArray(Task[]::new);
        this.audience = new Audience(observers);
        this.frames = FrameTable.fresh();
        this.readiness = new Readiness(this.tasks.length);
        this.ghosts = ghosts;
    }

    private World(World from, Audience audience, FrameTable frames) {
        parts = from.parts.clone();
        tasks = from.tasks.clone();
        from.owned = 0;
        stale = from.changed();
        ghosts = from.ghosts;
        this.audience = audience;
        this.frames = frames;
        readiness = from.readiness.copy();
        unsettled = from.unsettled;
        chooser = from.chooser;
        running = from.running;
        ticks = from.ticks;
        steps = from.steps;
        said = from.said;
        followed = from.followed;
        exercised = from.exercised;
        violation = from.violation;
        reports = from.reports;
    }

    /** An independent copy; observers and the chooser are shared. */
    public World copy() {
        return new World(this, audience, frames);
    }

    /**
     * An independent copy in which nothing is noted, violated, reported or exercised: what it notes from now on is what
     * its next steps add.
     */
    public World copyUnnoted() {
        World w = copy();
        w.unnote();
        return w;
    }

    /** From now on nothing is noted, violated, reported or exercised in this world but by what comes. */
    public void unnote() {
        exercised = 0;
        violation = null;
        reports = List.of();
    }

    /** Says how a run came to this state, which is no part of it: in so many steps, the last of which this task made. */
    public void cameBy(int stepsMade, int lastTask) {
        steps = stepsMade;
        running = lastTask;
    }

    /**
     * This world if it belongs to a family, else an independent copy that does: for a thread with a family of its own, whose
     * first world was built as this one's was. Both families may then be used at the same time, if this world was hashed and
     * is left alone.
     *
     * @param family a world of the family
     */
    public World among(World family) {
        return frames == family.frames ? this : new World(this, family.audience, family.frames);
    }

    /**
     * An independent copy watched by others: for recording the trace of a run that starts at this state.
     *
     * @param others this world's observers and then more, or only such as watch no other world
     */
    public World copyFor(List<? extends Observer> others) {
        return new World(this, new Audience(others), frames);
    }

    /** Those who watch this world. */
    public List<Observer> observers() {
        return List.of(audience.all);
    }

    public void setChooser(Chooser chooser) {
        this.chooser = chooser;
    }

    // ---- state ----

    /** The part with this id. The only way from a frame to shared state, so it also records the step's footprint. */
    @SuppressWarnings("unchecked")
    public <P extends Part> P part(int id) {
        long bit = 1L << id;
        touched |= bit;
        unsettled |= bit;
        if ((owned & bit) == 0) {
            ownPart(id);
        }
        return (P) parts[id];
    }

    private void ownPart(int id) {
        owned |= 1L << id;
        parts[id] = parts[id].copy();
    }

    private Task ownTask(int id) {
        long bit = 1L << (PARTS_MAX + id);
        touched |= bit;
        unsettled |= bit;
        standingsKnown &= ~(1L << id);
        if ((owned & bit) == 0) {
            owned |= bit;
            tasks[id] = tasks[id].copy();
        }
        return tasks[id];
    }

    /** Before everything may change, or all hashes did. */
    private void ownAll() {
        long all = (1L << parts.length) - 1 | (1L << tasks.length) - 1 << PARTS_MAX;
        for (long rest = all & ~owned; rest != 0; rest &= rest - 1) {
            int i = Long.numberOfTrailingZeros(rest);
            if (i < PARTS_MAX) {
                ownPart(i);
            } else {
                tasks[i - PARTS_MAX] = tasks[i - PARTS_MAX].copy();
            }
        }
        owned |= all;
        touched |= all;
        unsettled |= all;
        standingsKnown = 0;
        stale = -1;
    }

    /** As {@link #part} for observers and printers: leaves no footprint. Only ghosts may be changed. */
    @SuppressWarnings("unchecked")
    public <P extends Part> P look(int id) {
        looked |= 1L << id;
        if ((ghosts >>> id & 1) != 0) {
            stale |= 1L << id;
            if ((owned >>> id & 1) == 0) {
                ownPart(id);
            }
        }
        return (P) parts[id];
    }

    /** As it is: no footprint, not to be changed. */
    Part rawPart(int id) {
        return parts[id];
    }

    /** As it is: no footprint, not to be changed. */
    Task rawTask(int id) {
        return tasks[id];
    }

    public int partCount() {
        return parts.length;
    }

    /** The task with this id, recorded in the step's footprint. */
    public Task task(int id) {
        return ownTask(id);
    }

    /** As {@link #task} for observers and printers. */
    public Task lookTask(int id) {
        looked |= 1L << (PARTS_MAX + id);
        return tasks[id];
    }

    @Override
    public int taskCount() {
        return tasks.length;
    }

    @Override
    public World world() {
        return this;
    }

    @Override
    public long nextAccess(int id) {
        return tasks[id].access();
    }

    @Override
    public Standing standing(int id) {
        if (standings == null) {
            standings = new Standing[tasks.length];
        }
        if ((standingsKnown >>> id & 1) == 0) {
            standings[id] = Standing.of(tasks[id]);
            standingsKnown |= 1L << id;
        }
        return standings[id];
    }

    @Override
    public int running() {
        return running;
    }

    /** The logical clock. */
    public long ticks() {
        return ticks;
    }

    /** Steps executed since the initial state. No part of the state. */
    public int steps() {
        return steps;
    }

    /** What the last step touched: bit i = part i, bit PARTS_MAX + i = task i. */
    public long touched() {
        return touched;
    }

    /** All that the last step's course and its observers' judgement depended on: what was touched or looked at. */
    public long footprint() {
        return touched | looked;
    }

    /** Whether the last step touched the part. */
    public boolean touched(int part) {
        return (touched >>> part & 1) != 0;
    }

    // ---- what models say ----

    /**
     * Asks for a nondeterministic value.
     *
     * @param bound number of values; with 1 nothing is asked
     * @param reason constant text for people
     * @return 0..bound-1, 0 the ordinary value
     */
    public int choose(int bound, String reason) {
        if (bound <= 1) {
            return 0;
        }
        int value = chooser.choose(bound, reason);
        if (value < 0 || value >= bound) {
            throw new IllegalStateException("Chooser answered " + value + " to '" + reason + "' of bound " + bound);
        }
        if (trace != null) {
            trace.value(value);
        }
        return value;
    }

    /** Tells the observers; see {@link Event}. */
    public void emit(Event event, Task task, long a, long b) {
        for (Observer observer : audience.hearers(event)) {
            observer.on(this, event, task, a, b);
        }
    }

    public void emit(Event event, Task task, long a) {
        emit(event, task, a, 0);
    }

    public void emit(Event event, Task task) {
        emit(event, task, 0, 0);
    }

    // ---- what observers say ----

    /** Records a violation; the first one stands. A report is kept beside it, once per invariant. */
    public void violated(Violation v) {
        if (!v.report()) {
            if (violation == null) {
                violation = v;
            }
            return;
        }
        reports = Violation.oncePerInvariant(reports, List.of(v));
    }

    /** The violation found, or null. */
    public Violation violation() {
        return violation;
    }

    /** Reports, in the order of their occurrence. */
    public List<Violation> reports() {
        return reports;
    }

    /** Notes that the situation which observer number {@code index} is about has occurred. */
    public void exercise(int index) {
        exercised |= 1L << index;
    }

    /** Bit i: observer number i's situation has occurred in this run. */
    public long exercised() {
        return exercised;
    }

    /**
     * Says of the step under way what the course of the run will be judged by, where the state does not tell. One observer of
     * a world may do so.
     *
     * @param word 1..3; a step may say {@link #WORDS_MAX} of them
     */
    public void say(int word) {
        int used = Long.SIZE - Long.numberOfLeadingZeros(said);
        if (used > 2 * (WORDS_MAX - 1)) {
            throw new IllegalStateException("A step says more than " + WORDS_MAX + " words of the run's course");
        }
        said |= (long) word << used + (used & 1);
    }

    /** What was said of the last step: two bits a word, the first word lowest. It depends on the step alone. */
    public long said() {
        return said;
    }

    /** Whether somebody else judges the course of the run: who is told nothing but what is said. */
    public boolean followed() {
        return followed;
    }

    /** Says whether somebody else judges the course of the run; see {@link #followed}. */
    public void follow(boolean bySomebodyElse) {
        followed = bySomebodyElse;
    }

    // ---- stepping ----

    /**
     * Lists the enabled tasks in their {@linkplain EnabledOrder order}: choice 0 is "the running task goes on" whenever it can.
     *
     * @param out receives task ids; at least {@link #taskCount} long
     * @return how many
     */
    public int enabled(int[] out) {
        long changed = unsettled;
        unsettled = 0;
        return readiness.enabled(this, parts, tasks, changed, out);
    }

    /** The enabled tasks, a bit each. */
    public long enabled() {
        long changed = unsettled;
        unsettled = 0;
        return readiness.set(this, parts, tasks, changed);
    }

    /** Of the enabled tasks those that only the clock can wake, a bit each. */
    public long due() {
        long changed = unsettled;
        unsettled = 0;
        return readiness.due(this, parts, tasks, changed);
    }

    /** Whether this task could run now (by a timer counts). */
    public boolean isEnabled(int id) {
        return (enabled() >>> id & 1) != 0;
    }

    /** Runs an enabled task to its next scheduling point. */
    public void step(int id) {
        stale = changed();
        hashed = 0;
        touched = 0;
        looked = 0;
        said = 0;
        Task t = ownTask(id);
        running = id;
        steps++;
        if (trace != null) {
            trace.step(t);
        }
        try {
            startStep(t);
            runFrames(t);
        } catch (KernelBug bug) {
            violated(new Violation(
                    KERNEL_BUG,
                    false,
                    "Task " + t.name() + " hits BUG_ON(" + bug.getMessage() + ") in " + t.where() + ".",
                    t.where() + ";" + bug.getMessage(),
                    id));
        }
        unsettled |= touched; // what was computed within the step may have changed since
        standingsKnown &= ~(touched >>> PARTS_MAX);
        for (long due = audience.due(touched, parts); due != 0; due &= due - 1) {
            audience.all[Long.numberOfTrailingZeros(due)].afterStep(this, t);
        }
    }

    private void startStep(Task t) {
        t.accessIsOver();
        switch (t.waits()) {
            case NOTHING -> {}
            case LOCK -> {
                int lock = t.waitOn();
                int mode = t.waitMode();
                t.waitIsOver();
                this.<Lock>part(lock).acquire(this, t, mode);
                emit(MachineEvent.LOCK_ACQUIRED, t, lock, mode);
            }
            case SLEEP -> {
                long deadline = t.deadline();
                boolean timer = t.asleep();
                t.waitIsOver();
                if (timer) {
                    advance(deadline);
                    emit(MachineEvent.TIMER_FIRED, t, ticks);
                }
            }
            case CONDITION -> {
                if (!t.top().ready(this, t)) {
                    throw new IllegalStateException("Task " + t + " was run at " + t.where() + ", which is not ready");
                }
                t.waitIsOver();
            }
            case DONE -> throw new IllegalStateException("Task " + t + " has ended and cannot run");
        }
    }

    private void advance(long deadline) {
        if (deadline > ticks) {
            ownAll(); // instants are hashed relative to the clock, so everything was touched
            ticks = deadline;
        }
    }

    private void runFrames(Task t) {
        for (int i = 0; i < FRAME_STEPS_MAX; i++) {
            int depth = t.depth();
            Next next = t.ownTop().step(this, t);
            if (t.depth() >= depth && t.takesReturn()) {
                t.clearReturn();
            }
            if (next == Next.PAUSE || t.depth() == 0) {
                return;
            }
        }
        throw new IllegalStateException("Task " + t + " does not reach a scheduling point; it is at " + t.where());
    }

    /** Tells the observers that no task is enabled. */
    public void quiesced() {
        for (Observer observer : audience.all) {
            observer.atQuiescence(this);
        }
    }

    /** Whether every task that is no daemon has ended. */
    public boolean finished() {
        for (Task t : tasks) {
            if (!t.done() && !t.daemon()) {
                return false;
            }
        }
        return true;
    }

    // ---- hash, pack, unpack ----

    /**
     * A 64-bit hash of the state: equal states, equal hashes; the same on any JDK and machine. Which task ran last is no
     * part of it, and instants count relative to the clock ({@link Fields#tick}). Only between steps.
     */
    public long hash() {
        long sum = frames.hasher().sum(parts, tasks, ticks, changed());
        stale = 0;
        hashed = touched;
        return sum;
    }

    private long changed() {
        return stale | touched & ~hashed;
    }

    /**
     * The components that differ from those of the world that this one was copied from, both hashed; bits as in {@link
     * #touched()}.
     */
    public long changedSince(World original) {
        long bits = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].hash != original.parts[i].hash) {
                bits |= 1L << i;
            }
        }
        for (int i = 0; i < tasks.length; i++) {
            if (tasks[i].hash != original.tasks[i].hash) {
                bits |= 1L << (PARTS_MAX + i);
            }
        }
        return bits;
    }

    private void visit(Fields f) {
        f.now = ticks;
        for (Part p : parts) {
            p.fields(f);
        }
        for (Task t : tasks) {
            t.visit(f, frames);
        }
    }

    /** The state as plain longs, readable by {@link #unpacked} of a world of the same family only. */
    public long[] packed() {
        Packer packer = new Packer();
        running = packer.of(running);
        ticks = packer.of(ticks);
        visit(packer);
        return packer.words();
    }

    /** A world with the state that a world of this family (copies of one built world) had when packed. */
    public World unpacked(long[] words) {
        World w = copy();
        w.ownAll();
        Unpacker unpacker = new Unpacker(words);
        w.running = unpacker.of(w.running);
        w.ticks = unpacker.of(w.ticks);
        w.visit(unpacker);
        return w;
    }

    // ---- trace hash ----

    /** From now on {@link #traceHash} covers each step's task and position. */
    public void hashTrace() {
        trace = new TraceHash();
    }

    /**
     * 64 bits over every step since {@link #hashTrace}: which task, at which labels, which values; and the state now. Of
     * the state alone if that was never called.
     */
    public long traceHash() {
        return (trace == null ? 0 : trace.value()) ^ hash();
    }
}
