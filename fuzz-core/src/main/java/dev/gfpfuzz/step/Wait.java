package dev.gfpfuzz.step;

/** Why a task is where it is, between two steps. */
public enum Wait {
    /** Nothing to wait for. */
    NOTHING,
    /** Until {@link Task#waitOn()}, a {@link Lock}, can be acquired. */
    LOCK,
    /** Asleep: until somebody wakes it or its timeout expires. */
    SLEEP,
    /** Until {@link Frame#ready} of its top frame says so. */
    CONDITION,
    /** The program has ended. */
    DONE
}
