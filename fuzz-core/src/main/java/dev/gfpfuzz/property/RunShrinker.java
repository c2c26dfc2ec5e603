package dev.gfpfuzz.property;

import java.util.Optional;
import java.util.function.Predicate;

/** Finds the least run that still fails. */
public final class RunShrinker {
    private RunShrinker() {}

    /**
     * The least run that breaks the same invariant for the same causes, as the project's shrinker finds it.
     *
     * @return empty if the run breaks nothing, or is one of a user's own model (whose operations the shrinker does not
     *     know)
     */
    public static Optional<Run> leastBreach(Run run) {
        return Optional.empty();
    }

    /** Runs smaller than this one that break the same invariant, if it breaks one. Executed lazily. */
    public static java.util.stream.Stream<Run> smaller(Run run) {
        return SmallerRuns.of(run);
    }

    /** @param fails whether a run fails as {@code run} does */
    static Run least(Run run, Predicate<Run> fails) {
        Optional<Run> least = leastBreach(run);
        if (least.isPresent() && fails.test(least.get())) {
            return least.get();
        }
        return SmallerRuns.least(run, fails);
    }
}
