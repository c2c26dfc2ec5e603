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
 */
record Bug(String invariant, String skeleton, boolean report) {
    static Bug of(Violation v) {
        return new Bug(v.invariant(), v.skeleton(), v.report());
    }

    boolean is(@Nullable Violation v) {
        return v != null && v.invariant().equals(invariant) && v.skeleton().equals(skeleton) && v.report() == report;
    }

    /** Whether a run shows it; a run that breaks an invariant as well shows something else than a report. */
    boolean isIn(Outcome outcome) {
        return report
                ? outcome.violation() == null && outcome.reports().stream().anyMatch(this::is)
                : is(outcome.violation());
    }
}
