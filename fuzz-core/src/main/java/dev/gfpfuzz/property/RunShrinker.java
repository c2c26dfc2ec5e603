package dev.gfpfuzz.property;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import dev.gfpfuzz.shrink.ShrunkRun;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the least run that still fails. */
public final class RunShrinker {
    private RunShrinker() {}

    /**
     * The least run found that breaks the same invariant for the same causes.
     *
     * @return empty if the run breaks nothing
     */
    public static Optional<Run> leastBreach(Run run) {
        if (run.violation().isEmpty()) {
            return Optional.empty();
        }
        if (run.source() instanceof CaseSource from) {
            Shrunk least = Shrinker.shrink(from.theCase(), run.schedule());
            return Optional.of(
                    new Executor(new CaseSource(least.reduced()), Runner.STEPS_MAX).replay(least.schedule()));
        }
        ShrunkRun least = Shrinker.shrink(run.source()::subject, run.schedule());
        return Optional.of(run.executor().replay(least.outcome().schedule()));
    }

    /** Runs smaller than this one that break the same invariant, if it breaks one. Each is executed when it is asked for. */
    public static Stream<Run> smaller(Run run) {
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
