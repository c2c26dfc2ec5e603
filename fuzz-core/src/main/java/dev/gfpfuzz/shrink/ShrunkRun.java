package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Outcome;
import java.util.List;

/**
 * The smallest failing run found, and what it took.
 *
 * @param outcome the run
 * @param before how large the run was that came in
 * @param after how large it is now
 * @param least whether no run of what is left that shows the bug is smaller: an exhaustive search came to its end
 * @param withinLimits whether shrinking ended because nothing more helped, not because a limit was reached
 * @param runs runs executed
 * @param states states visited by exhaustive searches
 * @param helped names of the passes that made the run smaller, one entry for each time, in order
 */
public record ShrunkRun(
        Outcome outcome,
        Measure before,
        Measure after,
        boolean least,
        boolean withinLimits,
        int runs,
        long states,
        List<String> helped) {
    public ShrunkRun {
        helped = List.copyOf(helped);
    }
}
