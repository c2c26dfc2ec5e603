package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.World;

/**
 * An invariant that judges the course of a run and not its states: what it remembers of the course is no part of a state,
 * for a state that comes back must be recognised. Where steps are looked up and not executed, the run's course is judged
 * beside them, by what is known of each step: its task, what the invariant {@linkplain World#say said} of it, who is
 * enabled after it, and the hash of the state.
 */
public interface CourseInvariant {
    /** What is remembered of one run's course. */
    interface Memory {
        /** Whether the next step must be told even if nothing is said of it. */
        boolean follows();

        /**
         * A step was made.
         *
         * @param said as {@link World#said}
         * @param enabled the tasks that are enabled after it, a bit each
         * @return whether {@link #meets} is to be told the state
         */
        boolean step(int task, long said, long enabled);

        /**
         * The state after the step.
         *
         * @param state {@link World#hash}
         * @return whether the course breaks the invariant here
         */
        boolean meets(long state);

        /** Whether the companion situation occurred in the last step told. */
        boolean exercised();
    }

    /** Number of the invariant among its world's observers. */
    int index();

    /** Name of the invariant. */
    String name();

    /** For a run that begins. */
    Memory memory();

    /** From now on the world judges the course of its run, which had come this far. */
    void goOn(World w, Memory memory);
}
