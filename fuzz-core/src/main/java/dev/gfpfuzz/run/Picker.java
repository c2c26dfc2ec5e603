package dev.gfpfuzz.run;

import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.World;
import org.jspecify.annotations.Nullable;

/** Who picks, in one run: the contract between the runner and a strategy, three methods to implement. */
public interface Picker {
    /**
     * A run begins.
     *
     * @param seed everything random about the run derives from it
     */
    void startRun(long seed);

    /**
     * Who picks in the run that has begun: one that leaves a whole run to another names it here, and is then not asked at
     * every step.
     */
    default Picker ofRun() {
        return this;
    }

    /** Where the run that has begun is said to go round for ever; null for one that is to end. */
    default @Nullable Circle circle() {
        return null;
    }

    /**
     * Which of several enabled tasks runs next. For each step of a run either this is called or {@link #onlyTask}, so a
     * picker can count steps.
     *
     * @param enabled task ids in the order of {@link World#enabled}; entry 0 is the running task if it can go on
     * @param n how many are enabled, at least 2
     * @return index into {@code enabled}, 0..n-1
     */
    int nextTask(StateView at, int[] enabled, int n);

    /** Nothing to pick: one task is enabled and runs next. For strategies that count steps. */
    default void onlyTask(StateView at, int task) {}

    /**
     * A nondeterministic value inside a step.
     *
     * @param at the state before the step, or somewhere within it
     * @param bound number of values, at least 2
     * @param reason constant text for people
     * @return 0..bound-1; 0 is the ordinary value
     */
    int nextValue(StateView at, int bound, String reason);
}
