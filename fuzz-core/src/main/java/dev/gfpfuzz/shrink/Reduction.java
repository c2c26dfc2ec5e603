package dev.gfpfuzz.shrink;

import java.util.List;

/**
 * A smaller version of a target, and what the removed part did in a run of the larger one.
 *
 * @param smaller what is left
 * @param task name of the task that was removed or lost operations
 * @param operations its operations that were removed, by their indices in the larger version; empty when the whole task
 *     was
 */
record Reduction(Target smaller, String task, List<Integer> operations) {
    Reduction {
        operations = List.copyOf(operations);
    }

    /** Whether the step belonged to what was removed. */
    boolean took(Taken step) {
        return step.task().equals(task) && (operations.isEmpty() || operations.contains(step.operation()));
    }
}
