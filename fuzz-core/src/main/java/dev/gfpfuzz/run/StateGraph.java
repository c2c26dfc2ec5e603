package dev.gfpfuzz.run;

import dev.gfpfuzz.step.EnabledOrder;
import dev.gfpfuzz.step.Standing;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states and transitions of one subject that runs have been through, so that no run executes a step that another has
 * executed: runs of a small program meet the same states over and over, and what a step comes to depends on the state
 * and the choices alone, the judgement of the invariants included, since what they remember is part of the state.
 *
 * <p>What a run comes to is the same with and without. States are told apart by 64 bits of their hash; the chance that any
 * two of n are confused is below n² / 2^65, 10^-8 for a full graph. Takes up states in the order in which runs meet them, so
 * those near the start are in it, for as long as that pays: taking one up costs as much as executing some steps. Not
 * thread-safe.
 *
 * <p>A walk is bound by the time that memory takes, so all that it needs of a state lies together in one array of numbers,
 * some 60 bytes a state, and of most states nothing else is kept: the few worlds that are kept let a run go on from near
 * where the graph ends. A <em>state</em> is the index of its record; a <em>slot</em> is the index at which stands what is
 * <em>known</em> of a step: nothing, the next state, that and a note, or a question of the step's with a slot for each
 * answer.
 */
public final class StateGraph {
    /** Most states, some 60 bytes each. */
    static final int STATES_MAX = 1 << 19;
    /** Most worlds kept. */
    private static final int WORLDS_MAX = 1 << 12;
    /** What one takes, about: worlds share what is the same. */
    private static final int WORLD_BYTES = 1 << 11;
    /** States that are taken up whatever becomes of them. */
    private static final int TRIAL = 1 << 12;
    /** Steps looked up for each state taken up, below which a space is too large to be known. */
    private static final int PAYS = 12;

    /** Nothing is known. */
    static final int NOTHING = 0;

    /** The record of a state: the number of the world kept, from 1, ... */
    private static final int WORLD = 0;
    /** ... the enabled tasks, a bit each, and above {@link #DUE} those that only the clock can wake, ... */
    private static final int ENABLED = 1;

    private static final int DUE = World.TASKS_MAX;
    private static final int NOW = (1 << DUE) - 1;
    /** ... its hash, two words, ... */
    private static final int HASH = 2;
    /**
     * ... the number of each task's standing, and a slot for each enabled task, in the order of their ids; where none is, the
     * number of the rest, from 1.
     */
    private static final int STANDINGS = 4;

    /** What is known, above the index of a record of this kind. */
    private static final int KIND_BITS = 2;

    private static final int KIND = (1 << KIND_BITS) - 1;
    private static final int STATE = 1;
    /** The next state and the number of a note. */
    private static final int NOTED = 2;
    /** How many answers there are, the number of the reason, and a slot for each answer. */
    private static final int QUESTION = 3;

    private static final int ANSWERS = 2;

    private final int statesMax;
    private final int tasks;

    private final Standings standings = new Standings();
    private int[] records = new int[1 << 12];
    private int used = 1; // so that no record is at NOTHING
    private final List<World> worlds = new ArrayList<>();
    private final List<Rest> rests = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    /** The numbers of the notes without a violation or report. */
    private final Map<Note, Integer> unremarkable = new LinkedHashMap<>();
    /** As many as the model has questions. */
    private final List<String> reasons = new ArrayList<>();

    /** Hash table of the states, 0 where there is none. */
    private int[] places = new int[1 << 10];

    private int size;
    private long lookedUp;
    private final int start;

    public StateGraph(Subject subject) {
        this(subject, STATES_MAX);
    }

    /** @param statesMax states after which it takes up no more, at least 1 */
    StateGraph(Subject subject, int statesMax) {
        this.statesMax = statesMax;
        tasks = subject.initial().taskCount();
        World initial = subject.initial().copy();
        initial.follow(true);
        start = state(initial, NOTHING);
        keep(start, initial);
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
    int size() {
        return size;
    }

    /** What it takes, about. */
    public long bytes() {
        return (long) Integer.BYTES * (records.length + places.length) + (long) WORLD_BYTES * worlds.size();
    }

    // ---- states ----

    int start() {
        return start;
    }

    /** {@link World#hash} of a state. */
    long hash(int state) {
        return (long) records[state + HASH] << Integer.SIZE | records[state + HASH + 1] & 0xFFFF_FFFFL;
    }

    int taskCount() {
        return tasks;
    }

    /** The enabled tasks, a bit each. */
    int enabled(int state) {
        int both = records[state + ENABLED];
        return both & NOW | both >>> DUE;
    }

    /** The enabled tasks in the order of {@link World#enabled}. @return how many */
    int list(int state, int running, int[] out) {
        int both = records[state + ENABLED];
        return EnabledOrder.list(both & NOW, both >>> DUE, running, out);
    }

    /** The slot of an enabled task's step. */
    int step(int state, int task) {
        return state + STANDINGS + tasks + Integer.bitCount(enabled(state) & (1 << task) - 1);
    }

    Standing standing(int state, int task) {
        return standings.standing(records[state + STANDINGS + task]);
    }

    /** As {@link StateView#nextAccess}. */
    long nextAccess(int state, int task) {
        return standings.access(records[state + STANDINGS + task]);
    }

    /** How a run ends in a state where no task is enabled. */
    Rest rest(int state) {
        return rests.get(records[state + STANDINGS + tasks] - 1);
    }

    boolean keepsWorld(int state) {
        return records[state + WORLD] != 0;
    }

    /** The world kept of a state, not to be changed. */
    World world(int state) {
        return worlds.get(records[state + WORLD] - 1);
    }

    /** Keeps a world in which nothing is noted, if there is room. */
    void keep(int state, World w) {
        if (worlds.size() < WORLDS_MAX) {
            worlds.add(w);
            records[state + WORLD] = worlds.size();
        }
    }

    // ---- what is known of a step ----

    int known(int slot) {
        return records[slot];
    }

    void learn(int slot, int known) {
        records[slot] = known;
    }

    static boolean asks(int known) {
        return (known & KIND) == QUESTION;
    }

    int bound(int question) {
        return records[question >>> KIND_BITS];
    }

    String reason(int question) {
        return reasons.get(records[(question >>> KIND_BITS) + 1]);
    }

    /** The slot for what the step comes to with this answer. */
    int answer(int question, int value) {
        return (question >>> KIND_BITS) + ANSWERS + value;
    }

    /** The state that a step leads to. */
    int next(int outcome) {
        int at = outcome >>> KIND_BITS;
        return (outcome & KIND) == STATE ? at : records[at];
    }

    /** What is noted of a step, null for nothing. */
    @Nullable
    Note note(int outcome) {
        return (outcome & KIND) == STATE ? null : notes.get(records[(outcome >>> KIND_BITS) + 1]);
    }

    // ---- taking up ----

    /** Makes known that a step asks, if it is not. @return the slot for this answer */
    int asked(int slot, int bound, String reason, int value) {
        if (records[slot] == NOTHING) {
            int question = question(bound, reason);
            records[slot] = question;
        }
        return answer(records[slot], value);
    }

    private int question(int bound, String reason) {
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        int at = record(ANSWERS + bound);
        records[at] = bound;
        records[at + 1] = reasons.indexOf(reason);
        return at << KIND_BITS | QUESTION;
    }

    /**
     * Makes known what a step came to, made in a world in which nothing had been noted.
     *
     * @param from the state before the step
     */
    int outcome(World w, int from) {
        Note note = Note.of(w);
        int to = state(w, from);
        if (note.nothing()) {
            return to << KIND_BITS | STATE;
        }
        int at = record(2);
        records[at] = to;
        records[at + 1] = numbered(note);
        return at << KIND_BITS | NOTED;
    }

    /** A note's number. Notes without a violation or report, which are most, are few. */
    private int numbered(Note note) {
        Integer known = note.remarkable() ? null : unremarkable.get(note);
        if (known != null) {
            return known;
        }
        notes.add(note);
        if (!note.remarkable()) {
            unremarkable.put(note, notes.size() - 1);
        }
        return notes.size() - 1;
    }

    private int state(World w, int from) {
        long hash = w.hash();
        int place = place(hash);
        int state = places[place];
        if (state == NOTHING) {
            state = newState(w, from, hash);
            places[place] = state;
            size++;
            if (size * 2 > places.length) {
                rehash();
            }
        }
        if (records[state + ENABLED] == 0 && w.violation() == null && records[state + STANDINGS + tasks] == 0) {
            rests.add(Rest.of(w.copyUnnoted()));
            records[state + STANDINGS + tasks] = rests.size();
        }
        return state;
    }

    private int newState(World w, int from, long hash) {
        long all = w.enabled();
        long due = w.due();
        int state = record(STANDINGS + tasks + Math.max(1, Long.bitCount(all)));
        records[state + ENABLED] = (int) (all & ~due | due << DUE);
        records[state + HASH] = (int) (hash >>> Integer.SIZE);
        records[state + HASH + 1] = (int) hash;
        for (int i = 0; i < tasks; i++) {
            boolean stays = from != NOTHING && (w.touched() >>> World.PARTS_MAX + i & 1) == 0;
            int at = STANDINGS + i;
            records[state + at] = stays ? records[from + at] : standings.number(w.standing(i));
        }
        return state;
    }

    /** @return its index; all zero */
    private int record(int words) {
        int at = used;
        used += words;
        if (used > records.length) {
            records = Arrays.copyOf(records, records.length * 2 + words);
        }
        return at;
    }

    /** Where the state with this hash is, or would be. */
    private int place(long hash) {
        int place = (int) (hash >>> 32) & places.length - 1;
        while (places[place] != NOTHING && hash(places[place]) != hash) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private void rehash() {
        int[] old = places;
        places = new int[old.length * 2];
        for (int state : old) {
            if (state != NOTHING) {
                places[place(hash(state))] = state;
            }
        }
    }
}
