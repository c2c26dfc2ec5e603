package dev.gfpfuzz.jqwik;

import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.RunShrinker;
import dev.gfpfuzz.property.RunSize;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * A run for jqwik to make smaller. If it breaks an invariant, the first candidate is what the project's own shrinker makes
 * of it, and when the property fails for that one, there is nothing left to try; candidates that only the property's
 * body can judge come after it.
 *
 * @param <T> what the property takes: the run or something made of it
 */
final class ShrinkableRun<T> implements Shrinkable<T> {
    private final Run run;
    private final Function<Run, T> view;
    private final boolean least;

    ShrinkableRun(Run run, Function<Run, T> view) {
        this(run, view, false);
    }

    private ShrinkableRun(Run run, Function<Run, T> view, boolean least) {
        this.run = run;
        this.view = view;
        this.least = least;
    }

    @Override
    public T value() {
        return view.apply(run);
    }

    @Override
    public Stream<Shrinkable<T>> shrink() {
        if (least) {
            return Stream.empty();
        }
        Stream<Shrinkable<T>> ours = Stream.of(run)
                .flatMap(r -> RunShrinker.leastBreach(r).stream())
                .map(r -> new ShrinkableRun<>(r, view, true));
        Stream<Shrinkable<T>> smaller =
                Stream.of(run).flatMap(RunShrinker::smaller).map(r -> new ShrinkableRun<>(r, view));
        return Stream.concat(ours, smaller);
    }

    @Override
    public ShrinkingDistance distance() {
        return ShrinkingDistance.of(RunSize.of(run).toArray());
    }

    @Override
    public String toString() {
        return run.toString();
    }
}
