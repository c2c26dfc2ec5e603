package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.search.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the exhaustive search of a target came to. Deterministic: it follows from the target and the bound.
 *
 * @param verdict HOLDS is a certificate: no schedule of this target violates anything
 * @param states distinct states visited
 * @param transitions steps executed
 * @param depth most steps on a way that was followed
 * @param boundReached why the search is inconclusive, as a clause; else empty
 * @param reductions what was used to visit less
 * @param exercised invariants whose companion situation occurred, in the subject's order
 * @param vacuous those whose situation did not occur; after HOLDS: cannot occur in this target
 * @param violation the violating run, when there is one; a circle too long to follow has a sentence only
 * @param sentence what is violated, for people; else empty
 */
public record SpaceResult(
        Verdict verdict,
        long states,
        long transitions,
        int depth,
        String boundReached,
        List<String> reductions,
        List<String> exercised,
        List<String> vacuous,
        @Nullable RawFinding violation,
        String sentence) {
    public SpaceResult {
        reductions = List.copyOf(reductions);
        exercised = List.copyOf(exercised);
        vacuous = List.copyOf(vacuous);
    }

    /** A search that ended in an error: nothing is known. */
    public static SpaceResult failed(String sentence) {
        return new SpaceResult(
                Verdict.INCONCLUSIVE, 0, 0, 0, "it failed: " + sentence, List.of(), List.of(), List.of(), null, "");
    }

    /** Whether every run of the target was covered and none violates anything. */
    public boolean certificate() {
        return verdict == Verdict.HOLDS;
    }
}
