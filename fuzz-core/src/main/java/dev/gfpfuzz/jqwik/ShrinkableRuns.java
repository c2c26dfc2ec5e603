package dev.gfpfuzz.jqwik;

import dev.gfpfuzz.property.RunGenerator;
import dev.gfpfuzz.property.Runs;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** Many runs for jqwik to make smaller: first the one that failed alone, then smaller ones instead of it. */
final class ShrinkableRuns implements Shrinkable<Runs> {
    private final Runs runs;
    private final RunGenerator generator;

    ShrinkableRuns(Runs runs, RunGenerator generator) {
        this.runs = runs;
        this.generator = generator;
    }

    @Override
    public Runs value() {
        return runs;
    }

    @Override
    public Stream<Shrinkable<Runs>> shrink() {
        return runs.failed().stream().flatMap(run -> {
            ShrinkableRun<Runs> alone = new ShrinkableRun<>(run, generator::runs);
            return Stream.concat(alone.shrink(), Stream.of(alone));
        });
    }

    /** Larger than that of any single run, which has as many dimensions as a run's size. */
    @Override
    public ShrinkingDistance distance() {
        return ShrinkingDistance.of(Long.MAX_VALUE);
    }

    @Override
    public String toString() {
        return runs.toString();
    }
}
