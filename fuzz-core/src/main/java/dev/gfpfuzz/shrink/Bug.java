package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.step.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Which bug is being shrunk. A smaller run that breaks another invariant, or the same one for other causes, shows another
 * bug.
 *
 * @param invariant the invariant's name
 * @param skeleton its causes, free of task and buffer numbers
 * @param report whether it is only worth a report: then the run goes on after it
 * @param ending for a report, the violation in which the run that made it went on to end; null if it ended in none. A
 *     smaller run may end in that one or in none: another would be news
 */
record Bug(
        String invariant,
        String skeleton,
        boolean report,
        @Nullable Bug ending) {
    /**
     * What a run shows.
     *
     * @param v its violation or one of its reports
     */
    static Bug of(Violation v, Outcome run) {
        Violation end = run.violation();
        boolean goesOn = v.report() && end != null;
        return new Bug(v.invariant(), v.skeleton(), v.report(), goesOn ? of(end, run) : null);
    }

    boolean is(@Nullable Violation v) {
        return v != null && v.invariant().equals(invariant) && v.skeleton().equals(skeleton) && v.report() == report;
    }

    /** Whether a run shows it. */
    boolean isIn(Outcome outcome) {
        Violation end = outcome.violation();
        if (!report) {
            return is(end);
        }
        return (end == null || ending != null && ending.is(end))
                && outcome.reports().stream().anyMatch(this::is);
    }
}
