package dev.gfpfuzz.run;

import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step or the end of a run adds to what the run has come to.
 *
 * @param exercised as {@link World#exercised}
 * @param said as {@link World#said}
 */
record Note(long exercised, long said, @Nullable Violation violation, List<Violation> reports) {
    static Note of(World w) {
        return new Note(w.exercised(), w.said(), w.violation(), w.reports());
    }

    boolean nothing() {
        return exercised == 0 && said == 0 && !remarkable();
    }

    /** Whether there is a violation or report. */
    boolean remarkable() {
        return violation != null || !reports.isEmpty();
    }
}
