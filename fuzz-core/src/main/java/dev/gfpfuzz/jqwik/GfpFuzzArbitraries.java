package dev.gfpfuzz.jqwik;

import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.schedule.Schedule;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.JqwikException;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * What jqwik asks for a parameter with {@code @ForAll}: {@link Run}, {@link Runs} and {@link Schedule} with {@link
 * Scheduled}; {@link Scenario} for any built-in one.
 */
public final class GfpFuzzArbitraries implements ArbitraryProvider {
    private static final RunArbitrary.Kind<Run> RUN = new RunArbitrary.Kind<>(
            (runs, seed) -> new ShrinkableRun<>(runs.next(seed), run -> run),
            (runs, run) -> new ShrinkableRun<>(run, same -> same));
    private static final RunArbitrary.Kind<Runs> RUNS = new RunArbitrary.Kind<>(
            (runs, seed) -> new ShrinkableRuns(runs.runs(seed), runs),
            (runs, run) -> new ShrinkableRun<>(run, runs::runs));
    private static final RunArbitrary.Kind<Schedule> SCHEDULE = new RunArbitrary.Kind<>(
            (runs, seed) -> new ShrinkableRun<>(runs.next(seed), Run::schedule),
            (runs, run) -> new ShrinkableRun<>(run, Run::schedule));

    @Override
    public boolean canProvideFor(TypeUsage type) {
        return type.isOfType(Run.class)
                || type.isOfType(Runs.class)
                || type.isOfType(Schedule.class)
                || type.isOfType(Scenario.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage type, SubtypeProvider subtypes) {
        JqwikVersion.check();
        if (type.isOfType(Scenario.class)) {
            return one(Arbitraries.of(Scenarios.all()));
        }
        Scheduled scheduled = type.findAnnotation(Scheduled.class)
                .orElseThrow(() -> new JqwikException("A parameter of type "
                        + type.getRawType().getSimpleName() + " needs @Scheduled, which says what is run."));
        if (type.isOfType(Run.class)) {
            return one(new RunArbitrary<>(scheduled, RUN));
        }
        return one(
                type.isOfType(Runs.class)
                        ? new RunArbitrary<>(scheduled, RUNS)
                        : new RunArbitrary<>(scheduled, SCHEDULE));
    }

    private static Set<Arbitrary<?>> one(Arbitrary<?> arbitrary) {
        return java.util.Collections.singleton(arbitrary);
    }
}
