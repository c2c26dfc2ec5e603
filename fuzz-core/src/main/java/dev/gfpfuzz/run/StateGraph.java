package dev.gfpfuzz.run;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states and transitions of one subject that runs have been through, so that no run executes a step that another has
 * executed: runs of a small program meet the same states over and over, and what a step comes to depends on the state
 * and the choices alone, the judgement of the invariants included, since what they remember is part of the state.
 *
 * <p>What a run comes to is the same with and without. States are told apart by 64 bits of the state's hash, of what ghosts remember
 * beside it, and of the task that ran last, on which the order of the enabled tasks depends; the chance that any two of n are
 * confused is below n² / 2^65, 10^-10 for a full graph. Takes up states in the order in which runs meet them, so those near the start are in it, for as
 * long as that pays: taking one up costs as much as executing some steps. Not thread-safe.
 */
public final class StateGraph {
    /** Most states, 1 to 2 KB each. */
    static final int STATES_MAX = 1 << 16;
    /** States that are taken up whatever becomes of them. */
    private static final int TRIAL = 1 << 12;
    /** Steps looked up for each state taken up, below which a space is too large to be known. */
    private static final int PAYS = 16;

    private static final int TASK_BITS = Integer.numberOfTrailingZeros(World.TASKS_MAX);

    /** What is known of a step after some of its choices: that it asks for another, or what it comes to. */
    sealed interface Known permits Question, Transition, State {}

    /** The step asks for a value. */
    static final class Question implements Known {
        final int bound;
        final String reason;
        /** By the value. */
        final @Nullable Known[] answers;

        Question(int bound, String reason) {
            this.bound = bound;
            this.reason = reason;
            this.answers = new Known[bound];
        }
    }

    /** What the step comes to, where that is more than the next state. */
    static final class Transition implements Known {
        final State to;
        final long exercised;
        final @Nullable Violation violation;
        final List<Violation> reports;
        /** Whether there is a violation or report. */
        final boolean remarkable;

        /** @param w has made the step and nothing else since nothing was noted in it */
        private Transition(State to, World w) {
            this.to = to;
            exercised = w.exercised();
            violation = w.violation();
            reports = w.reports();
            remarkable = violation != null || !reports.isEmpty();
        }
    }

    /** A state between two steps; as what is known of a step, the next state, and nothing is to be noted. */
    static final class State implements Known {
        /** The state itself, in which nothing is noted. */
        final World world;
        /** {@link World#hash}. */
        final long hash;
        /** What states are told apart by. */
        final long key;
        /** The task that ran last. */
        final int running;
        /** How many tasks are enabled. */
        final int count;
        /** Which, as {@link World#enabled} lists them, {@link #TASK_BITS} bits each: here, as walks are bound by memory. */
        private final long enabled;
        /** By the place of the task among the enabled ones. */
        final @Nullable Known[] steps;

        private @Nullable Rest rest;

        State(World world, long hash, long key, int[] enabled, int count) {
            this.world = world;
            this.hash = hash;
            this.key = key;
            this.running = world.running();
            this.count = count;
            long packed = 0;
            for (int i = 0; i < count; i++) {
                packed |= (long) enabled[i] << i * TASK_BITS;
            }
            this.enabled = packed;
            this.steps = new Known[count];
        }

        /** The enabled task at this place. */
        int task(int place) {
            return (int) (enabled >>> place * TASK_BITS) & World.TASKS_MAX - 1;
        }

        /** How a run ends here, where no task is enabled. */
        Rest rest() {
            if (rest == null) {
                rest = Rest.of(world.copyUnnoted());
            }
            return rest;
        }
    }

    /** The end of a run that came to rest. */
    record Rest(End end, long exercised, @Nullable Violation violation, List<Violation> reports) {
        static Rest of(World w) {
            w.quiesced();
            return new Rest(End.atRest(w), w.exercised(), w.violation(), w.reports());
        }
    }

    private final int statesMax;
    private final int[] enabled;
    private State[] table = new State[1 << 10];
    private int size;
    private long lookedUp;
    private final State start;

    public StateGraph(Subject subject) {
        this(subject, STATES_MAX);
    }

    /** @param statesMax states after which it takes up no more, at least 1 */
    StateGraph(Subject subject, int statesMax) {
        this.statesMax = statesMax;
        enabled = new int[subject.initial().taskCount()];
        start = state(subject.initial().copy());
    }

    State start() {
        return start;
    }

    /** A step was looked up. */
    void lookedUp() {
        lookedUp++;
    }

    /** Whether states are taken up at present. */
    boolean growing() {
        return size < statesMax && (size < TRIAL || lookedUp > (long) PAYS * size);
    }

    /** States in it. */
    public int size() {
        return size;
    }

    /**
     * The state that a world is in.
     *
     * @param w becomes part of the graph if the state is new
     */
    State state(World w) {
        long hash = w.hash();
        long key = hash + SplitMix64.mix(w.history() + w.running());
        int slot = slot(key);
        if (table[slot] != null) {
            return table[slot];
        }
        State state = new State(w.unnoted(), hash, key, enabled, w.enabled(enabled));
        table[slot] = state;
        size++;
        if (size * 2 > table.length) {
            grow();
        }
        return state;
    }

    /** What a step came to, made in a world in which nothing had been noted. */
    Known outcome(World w) {
        boolean noted =
                w.exercised() != 0 || w.violation() != null || !w.reports().isEmpty();
        State to = state(w);
        return noted ? new Transition(to, w) : to;
    }

    /** Where the state with this key is, or would be. */
    private int slot(long key) {
        int slot = (int) (key >>> 32) & table.length - 1;
        while (table[slot] != null && table[slot].key != key) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private void grow() {
        State[] old = table;
        table = new State[old.length * 2];
        for (State s : old) {
            if (s != null) {
                table[slot(s.key)] = s;
            }
        }
    }
}
