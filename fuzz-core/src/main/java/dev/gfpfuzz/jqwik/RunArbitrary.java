package dev.gfpfuzz.jqwik;

import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.RunGenerator;
import dev.gfpfuzz.property.Scheduled;
import dev.gfpfuzz.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import org.jspecify.annotations.Nullable;

/**
 * Runs of what an annotation names, each of a seed that jqwik draws. The first values of a property are the runs for which
 * it failed before, then those that the annotation names.
 *
 * @param <T> what the property takes
 */
final class RunArbitrary<T> implements Arbitrary<T> {
    private final Scheduled scheduled;
    private final Kind<T> kind;
    private @Nullable RunGenerator runs;

    /**
     * How a property's argument is made.
     *
     * @param drawn of a seed
     * @param of of one run: edge cases, runs that failed before
     */
    record Kind<T>(
            BiFunction<RunGenerator, Long, Shrinkable<T>> drawn, BiFunction<RunGenerator, Run, Shrinkable<T>> of) {}

    RunArbitrary(Scheduled scheduled, Kind<T> kind) {
        this.scheduled = scheduled;
        this.kind = kind;
    }

    /** Compiled once for all tries; in one thread, as jqwik runs properties. */
    private RunGenerator runs() {
        if (runs == null) {
            runs = RunGenerator.of(scheduled);
        }
        return runs;
    }

    @Override
    public RandomGenerator<T> generator(int genSize) {
        return generator(failedBefore());
    }

    private RandomGenerator<T> generator(List<Run> first) {
        return random -> first.isEmpty()
                ? kind.drawn().apply(runs(), random.nextLong())
                : kind.of().apply(runs(), first.remove(0));
    }

    private List<Run> failedBefore() {
        List<Run> first = new ArrayList<>(Current.failedBefore(runs()));
        for (String token : scheduled.tokens()) {
            runs().replay(token, Thread.currentThread().getContextClassLoader()).ifPresent(first::add);
        }
        return first;
    }

    /** The extreme schedules take turns with random ones only after the runs that failed before. */
    @Override
    public RandomGenerator<T> generator(int genSize, boolean withEdgeCases) {
        List<Run> first = failedBefore();
        RandomGenerator<T> plain = generator(first);
        if (!withEdgeCases) {
            return plain;
        }
        RandomGenerator<T> mixed = plain.withEdgeCases(genSize, EdgeCases.fromSuppliers(extremes()));
        return random -> first.isEmpty() ? mixed.next(random) : plain.next(random);
    }

    /** The runs that failed before, then the extreme schedules: jqwik may draw an edge case before anything of a generator. */
    @Override
    public EdgeCases<T> edgeCases(int maxEdgeCases) {
        List<Supplier<Shrinkable<T>>> suppliers = new ArrayList<>();
        failedBefore().forEach(run -> suppliers.add(() -> kind.of().apply(runs(), run)));
        suppliers.addAll(extremes());
        return EdgeCases.fromSuppliers(suppliers.subList(0, Math.min(suppliers.size(), maxEdgeCases)));
    }

    private List<Supplier<Shrinkable<T>>> extremes() {
        List<Supplier<Shrinkable<T>>> suppliers = new ArrayList<>();
        for (Schedule edge : runs().edgeSchedules()) {
            suppliers.add(() -> kind.of().apply(runs(), runs().replay(edge)));
        }
        return suppliers;
    }
}
