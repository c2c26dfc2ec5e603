package dev.gfpfuzz.property;

import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.search.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the runs that an annotation stands for, one by one, for engines that bring their own seeds. Not thread-safe. */
public final class RunGenerator {
    /** Choices of the edge cases: long enough to matter in any small scenario. */
    private static final int EDGE_CHOICES = 200;

    private final PropertySearch search;
    private final Executor executor;
    private final Strategy strategy;

    private RunGenerator(PropertySearch search) {
        this.search = search;
        this.executor = new Executor(search.source(), search.stepsMax());
        this.strategy = search.strategyFor(executor);
    }

    /** @throws dev.gfpfuzz.text.BadInputException if the annotation names something unknown */
    public static RunGenerator of(Scheduled scheduled) {
        return new RunGenerator(PropertySearch.of(scheduled));
    }

    /** The run of a seed; with a strategy that learns, also of the runs before. */
    public Run next(long seed) {
        return executor.run(strategy, seed);
    }

    /** Many runs of a seed. */
    public Runs runs(long seed) {
        return Runs.of(
                new PropertySearch(search.source(), search.strategy(), seed, search.schedules(), search.stepsMax()));
    }

    /** Many runs, reduced to one. */
    public Runs runs(Run only) {
        return runs(0).with(only);
    }

    /** The run of a schedule. */
    public Run replay(Schedule schedule) {
        return executor.replay(schedule);
    }

    /** The run of a token, or nothing if it cannot be used here. */
    public static Optional<Run> replay(String token, ClassLoader loader) {
        try {
            return Optional.of(Reproducible.of(token, loader).run());
        } catch (TokenException outdated) {
            return Optional.empty();
        }
    }

    /**
     * The extreme schedules: nobody is ever preempted and everything goes the ordinary way; everybody is preempted at
     * every step; each task runs as late as possible.
     */
    public List<Run> edgeCases() {
        List<Run> edges = new ArrayList<>();
        edges.add(replay(Schedule.EMPTY));
        for (int choice = 1; choice <= 2; choice++) {
            int[] choices = new int[EDGE_CHOICES];
            java.util.Arrays.fill(choices, choice);
            edges.add(replay(Schedule.of(choices)));
        }
        return edges;
    }

    /** What is run, for people. */
    public String title() {
        return search.source().title();
    }
}
