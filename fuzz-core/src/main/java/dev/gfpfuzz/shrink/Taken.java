package dev.gfpfuzz.shrink;

import java.util.List;

/**
 * One step of a run, in words that survive an edit of the scenario: choices are relative to the running task and to who
 * is enabled, names are not.
 *
 * @param task name of the task that ran
 * @param operation the operation it was at when the step began, see {@link Target#operationOf}
 * @param values answers to the questions asked inside the step, in their order
 */
record Taken(String task, int operation, List<Integer> values) {
    Taken {
        values = List.copyOf(values);
    }

    /** The same step with ordinary answers. */
    Taken ordinary() {
        return new Taken(task, operation, List.of());
    }

    boolean injects() {
        for (int v : values) {
            if (v != 0) {
                return true;
            }
        }
        return false;
    }
}
