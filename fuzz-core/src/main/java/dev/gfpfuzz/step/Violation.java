package dev.gfpfuzz.step;

/**
 * A property broken in a run.
 *
 * @param invariant the invariant's name
 * @param report true when this is worth knowing but does not change a verdict
 * @param sentence what happened, with the values, for people
 * @param skeleton the causes in a form free of task and buffer numbers: with the invariant's name, the identity of the
 *     bug
 * @param task id of the task that ran, or -1 at quiescence
 */
public record Violation(String invariant, boolean report, String sentence, String skeleton, int task) {}
