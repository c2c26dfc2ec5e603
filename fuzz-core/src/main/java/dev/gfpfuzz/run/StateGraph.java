package dev.gfpfuzz.run;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.Violation;
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
 * <p>What a run comes to is the same with and without. States are told apart by 64 bits of the state's hash and of the task
 * that ran last, on which the order of the enabled tasks depends; the chance that any two of n are confused is below
 * n² / 2^65, 10^-9 for a full graph. Takes up states in the order in which runs meet them, so those near the start are in it,
 * for as long as that pays: taking one up costs as much as executing some steps. Not thread-safe.
 *
 * <p>A walk is bound by the time that memory takes, so all that it needs of a state lies together in one array of numbers,
 * some 50 bytes a state; the world itself is elsewhere, for those who look at it. A <em>state</em> is the index of its
 * record there; a <em>slot</em> is the index at which stands what is <em>known</em> of a step: nothing, the next
 * state, that and a note, or a question of the step's with a slot for each answer.
 */
public final class StateGraph {
    /** Most states, 1 to 2 KB each. */
    static final int STATES_MAX = 1 << 17;
    /** States that are taken up whatever becomes of them. */
    private static final int TRIAL = 1 << 13;
    /** Steps looked up for each state taken up, below which a space is too large to be known. */
    private static final int PAYS = 12;

    /** Nothing is known. */
    static final int NOTHING = 0;

    /** The record of a state: its number, ... */
    private static final int NUMBER = 0;
    /** ... the task that ran last, plus 1, and above {@link #COUNT} how many are enabled, ... */
    private static final int RUNNING = 1;

    private static final int COUNT = 8;
    /** ... which, eight to a word, ... */
    private static final int ENABLED = 2;

    private static final int TASK_BITS = Integer.numberOfTrailingZeros(World.TASKS_MAX);
    private static final int TASKS_A_WORD = Integer.SIZE / TASK_BITS;
    /** ... what each task accesses next, and a slot for each of those enabled. */
    private static final int ACCESSES = ENABLED + World.TASKS_MAX / TASKS_A_WORD;

    /** What is known, above the index of a record of this kind. */
    private static final int KIND_BITS = 2;

    private static final int KIND = (1 << KIND_BITS) - 1;
    private static final int STATE = 1;
    /** The next state and the number of a note. */
    private static final int NOTED = 2;
    /** How many answers there are, the number of the reason, and a slot for each answer. */
    private static final int QUESTION = 3;

    private static final int ANSWERS = 2;

    /** What a step or the end of a run adds to what the run has come to, and what is said of the step ({@link World#said}). */
    record Note(long exercised, long said, @Nullable Violation violation, List<Violation> reports) {
        static Note of(World w) {
            return new Note(w.exercised(), w.said(), w.violation(), w.reports());
        }

        private boolean nothing() {
            return exercised == 0 && said == 0 && !remarkable();
        }

        /** Whether there is a violation or report. */
        boolean remarkable() {
            return violation != null || !reports.isEmpty();
        }
    }

    /** The end of a run that came to rest. */
    record Rest(End end, Note note) {
        static Rest of(World w) {
            w.quiesced();
            return new Rest(End.atRest(w), Note.of(w));
        }
    }

    private final int statesMax;
    private final int[] enabled;
    private final int tasks;
    /** What tasks access, by number. */
    private long[] accesses = new long[1 << 4];

    private final Map<Long, Integer> accessNumbers = new LinkedHashMap<>();
    private int[] records = new int[1 << 12];
    private int used = 1; // so that no record is at NOTHING
    /** The states by their numbers: in the world nothing is noted. */
    private World[] worlds = new World[1 << 8];

    private long[] hashes = new long[1 << 8];
    private final List<@Nullable Rest> rests = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    /** The numbers of the notes without a violation or report. */
    private final Map<Note, Integer> unremarkable = new LinkedHashMap<>();
    /** As many as the model has questions. */
    private final List<String> reasons = new ArrayList<>();

    /** Hash table of what states are told apart by. */
    private long[] keys = new long[1 << 10];
    /** The states with these keys, 0 where there is none. */
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
        enabled = new int[tasks];
        World initial = subject.initial().copy();
        initial.follow(true);
        start = state(initial);
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

    // ---- states ----

    int start() {
        return start;
    }

    World world(int state) {
        return worlds[records[state + NUMBER]];
    }

    /** {@link World#hash} of a state. */
    long hash(int state) {
        return hashes[records[state + NUMBER]];
    }

    /** The task that ran last. */
    int running(int state) {
        return (records[state + RUNNING] & (1 << COUNT) - 1) - 1;
    }

    /** How many tasks are enabled. */
    int count(int state) {
        return records[state + RUNNING] >>> COUNT;
    }

    /** The enabled task at this place, in the order of {@link World#enabled}. */
    int task(int state, int place) {
        return records[state + ENABLED + place / TASKS_A_WORD] >>> place % TASKS_A_WORD * TASK_BITS
                & World.TASKS_MAX - 1;
    }

    /** The enabled tasks, a bit each. */
    long tasks(int state) {
        long bits = 0;
        for (int i = count(state) - 1; i >= 0; i--) {
            bits |= 1L << task(state, i);
        }
        return bits;
    }

    /** The slot of the step of the enabled task at this place. */
    int step(int state, int place) {
        return state + ACCESSES + tasks + place;
    }

    /** As {@link StateView#nextAccess}. */
    long nextAccess(int state, int task) {
        return accesses[records[state + ACCESSES + task]];
    }

    /** How a run ends in a state where no task is enabled. */
    Rest rest(int state) {
        int number = records[state + NUMBER];
        Rest rest = rests.get(number);
        if (rest == null) {
            rest = Rest.of(worlds[number].copyUnnoted());
            rests.set(number, rest);
        }
        return rest;
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

    /** Makes known that a step asks. */
    int question(int bound, String reason) {
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        int at = record(ANSWERS + bound);
        records[at] = bound;
        records[at + 1] = reasons.indexOf(reason);
        return at << KIND_BITS | QUESTION;
    }

    /** Makes known what a step came to, made in a world in which nothing had been noted, which becomes part of the graph. */
    int outcome(World w) {
        Note note = Note.of(w);
        int to = state(w);
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

    private int state(World w) {
        long hash = w.hash();
        long key = hash + SplitMix64.mix(w.running());
        int slot = slot(key);
        if (places[slot] != 0) {
            return places[slot];
        }
        int count = w.enabled(enabled);
        int state = record(ACCESSES + tasks + count);
        records[state + NUMBER] = size;
        records[state + RUNNING] = w.running() + 1 | count << COUNT;
        for (int i = 0; i < count; i++) {
            records[state + ENABLED + i / TASKS_A_WORD] |= enabled[i] << i % TASKS_A_WORD * TASK_BITS;
        }
        for (int i = 0; i < tasks; i++) {
            records[state + ACCESSES + i] = accessNumber(w.nextAccess(i));
        }
        if (size == worlds.length) {
            worlds = Arrays.copyOf(worlds, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        worlds[size] = w.unnoted();
        hashes[size] = hash;
        rests.add(null);
        keys[slot] = key;
        places[slot] = state;
        size++;
        if (size * 2 > places.length) {
            rehash();
        }
        return state;
    }

    private int accessNumber(long access) {
        Integer known = accessNumbers.get(access);
        if (known != null) {
            return known;
        }
        int number = accessNumbers.size();
        if (number == accesses.length) {
            accesses = Arrays.copyOf(accesses, number * 2);
        }
        accesses[number] = access;
        accessNumbers.put(access, number);
        return number;
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

    /** Where the state with this key is, or would be. */
    private int slot(long key) {
        int slot = (int) (key >>> 32) & places.length - 1;
        while (places[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & places.length - 1;
        }
        return slot;
    }

    private void rehash() {
        long[] oldKeys = keys;
        int[] oldPlaces = places;
        keys = new long[oldKeys.length * 2];
        places = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPlaces[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                places[slot] = oldPlaces[i];
            }
        }
    }
}
