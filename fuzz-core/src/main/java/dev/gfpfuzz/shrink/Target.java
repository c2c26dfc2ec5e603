package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Task;
import java.util.List;

/**
 * What is run while shrinking, and which smaller versions of it exist. Immutable, with value equality, and usable from
 * several threads.
 */
interface Target {
    /** A subject of its own for the calling thread. */
    Subject subject();

    /**
     * What is left of this when names are forgotten: of targets with equal ones, each run of one is a run of the other with
     * other choices, if the order of tasks means nothing ({@link dev.gfpfuzz.step.Symmetry#anyOrderOfTasks}).
     */
    Object nameless();

    /** Tasks, daemons not counted. */
    int tasks();

    /** Operations of all tasks. */
    int operations();

    /** Sum of the sizes that can be made smaller. */
    long sizes();

    /** Which operation of its program a task is at, from 0; always 0 where programs have no operations. */
    int operationOf(Task task);

    /** Every version with one task less. */
    List<Reduction> withoutOneTask();

    /** Versions with some operations of one task less: single ones, matched groups, runs of them; no two alike. */
    List<Reduction> withoutOperations();

    /** Every version in which one size is smaller. */
    List<Target> withOneSizeSmaller();
}
