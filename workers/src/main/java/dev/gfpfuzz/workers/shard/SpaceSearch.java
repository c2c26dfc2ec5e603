package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.step.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Searches all runs of a target. */
final class SpaceSearch {
    /** States open at once: they take some 600 MB at the most, so that each worker of a JVM can afford them. */
    private static final long OPEN_MAX = 250_000;

    private SpaceSearch() {}

    /**
     * @param cancelled asked now and then
     * @throws CancellationException when it said true: there is no such thing as half a result
     */
    static SpaceResult run(SpaceSpec spec, Subject subject, BooleanSupplier cancelled) {
        boolean[] stopped = new boolean[1];
        Bounds bounds = Bounds.states(spec.statesMax()).withOpen(OPEN_MAX).withStop(() -> {
            stopped[0] |= cancelled.getAsBoolean();
            return stopped[0];
        });
        // Where there is nothing but this search, it is not to give up early.
        boolean insteadOfSamples = spec.statesMax() >= Bounds.STATES_MAX;
        Exploration x = BreadthFirst.explore(subject, insteadOfSamples ? bounds : bounds.withForesight());
        if (stopped[0]) {
            throw new CancellationException("The search of " + spec.target().title() + " was cancelled");
        }
        List<String> exercised = new ArrayList<>();
        List<String> vacuous = new ArrayList<>();
        for (int i = 0; i < subject.invariants().size(); i++) {
            ((x.exercised() >>> i & 1) != 0 ? exercised : vacuous)
                    .add(subject.invariants().get(i).name());
        }
        return new SpaceResult(
                x.verdict(),
                x.states(),
                x.transitions(),
                x.depth(),
                x.boundReached() == null ? "" : x.boundReached(),
                x.reductions(),
                exercised,
                vacuous,
                violation(subject, x),
                x.violation() == null ? "" : x.violation().sentence());
    }

    /** The counterexample as a run's finding; null where replaying it violates nothing: a circle too long to follow. */
    private static @Nullable RawFinding violation(Subject subject, Exploration x) {
        if (x.violation() == null || x.counterexample() == null) {
            return null;
        }
        Outcome o = new Runner(subject).replay(x.counterexample());
        Violation v =
                Workbench.breach(o, x.violation().invariant(), x.violation().skeleton());
        return v == null
                ? null
                : new RawFinding(v.invariant(), v.report(), v.skeleton(), v.sentence(), 0, 1, o.schedule(), o.steps());
    }
}
