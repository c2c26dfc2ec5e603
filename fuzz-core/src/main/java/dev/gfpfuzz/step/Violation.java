package dev.gfpfuzz.step;

import java.util.ArrayList;
import java.util.List;

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
public record Violation(String invariant, boolean report, String sentence, String skeleton, int task) {
    /**
     * What is reported where {@code later} comes after {@code earlier}: each invariant counts once, with what it said first.
     *
     * @return a list of its own, or {@code earlier} if nothing is new
     */
    public static List<Violation> oncePerInvariant(List<Violation> earlier, List<Violation> later) {
        List<Violation> all = earlier;
        for (Violation report : later) {
            if (all.stream().map(Violation::invariant).noneMatch(report.invariant()::equals)) {
                all = new ArrayList<>(all);
                all.add(report);
            }
        }
        return all;
    }
}
