package dev.gfpfuzz.run;

import dev.gfpfuzz.invariant.CourseInvariant;
import dev.gfpfuzz.invariant.CourseInvariant.Memory;
import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import org.jspecify.annotations.Nullable;

/** Judges the course of a run that is looked up, beside it. Of a subject without such an invariant: does nothing. */
final class CourseJudge {
    private final @Nullable CourseInvariant invariant;
    private @Nullable Memory memory;

    CourseJudge(Subject subject) {
        CourseInvariant found = null;
        for (Invariant i : subject.invariants()) {
            if (i instanceof CourseInvariant c) {
                if (found != null) {
                    throw new IllegalArgumentException(subject.name() + " has two invariants of a run's course, "
                            + found.name() + " and " + c.name() + "; one is possible");
                }
                found = c;
            }
        }
        invariant = found;
    }

    /** A run begins. */
    void begin() {
        memory = invariant == null ? null : invariant.memory();
    }

    /** Whether the judge must be told the next step, of which this was said. */
    boolean asks(long said) {
        return memory != null && (said != 0 || memory.follows());
    }

    /** As {@link Memory#step}. */
    boolean step(int task, long said, long enabled) {
        return memory.step(task, said, enabled);
    }

    /** As {@link Memory#meets}. */
    boolean meets(long state) {
        return memory.meets(state);
    }

    /** Situations that occurred in the last step told; bits as in {@link World#exercised}. */
    long exercised() {
        return memory.exercised() ? 1L << invariant.index() : 0;
    }

    /** From here on the run is executed, and the world judges its course. */
    void handOver(World w) {
        if (invariant != null) {
            invariant.goOn(w, memory);
        }
    }

    /**
     * Whether a run that ended in a violation was judged by its course: which only a run that is executed from its start can
     * tell about.
     *
     * @param v null if the violation was found beside the run
     */
    boolean found(@Nullable Violation v) {
        return v == null || invariant != null && invariant.name().equals(v.invariant());
    }
}
