package dev.gfpfuzz.property;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The runs of one seed, number by number. For one thread. */
final class RunStream {
    private final RunFamily family;
    private final String strategyName;
    private final long seed;
    private final int stepsMax;
    private @Nullable Executor executor;
    private @Nullable Strategy strategy;
    private long next;

    RunStream(RunFamily family, String strategy, long seed, int stepsMax) {
        this.family = family;
        this.strategyName = strategy;
        this.seed = seed;
        this.stepsMax = stepsMax;
    }

    Run next() {
        if (next % family.runsEach() == 0) {
            Executor fresh = new Executor(family.source(SplitMix64.seedOf(~seed, next / family.runsEach())), stepsMax);
            strategy = Strategies.parse(strategyName).strategy(fresh.subject(), Knowledge.NONE);
            executor = fresh;
        }
        return Objects.requireNonNull(executor).run(Objects.requireNonNull(strategy), SplitMix64.seedOf(seed, next++));
    }

    /** What is being run now. */
    Executor executor() {
        return Objects.requireNonNull(executor);
    }
}
