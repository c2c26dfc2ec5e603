package dev.gfpfuzz.property;

import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the runs that an annotation stands for, one by one, for engines that bring their own seeds. Not thread-safe. */
public final class RunGenerator {
    /** Choices of the edge cases: long enough to matter in any small scenario. */
    private static final int EDGE_CHOICES = 200;

    private final PropertySearch search;
    private @Nullable Executor executor;
    private @Nullable Strategy strategy;

    private RunGenerator(PropertySearch search) {
        this.search = search;
        at(search.seed());
    }

    /** @throws dev.gfpfuzz.text.BadInputException if the annotation names something unknown */
    public static RunGenerator of(Scheduled scheduled) {
        return new RunGenerator(PropertySearch.of(scheduled));
    }

    /** Compiles what a seed stands for, unless that is always the same. */
    private Executor at(long seed) {
        Executor current = executor;
        if (current != null && search.family() instanceof RunFamily.Single) {
            return current;
        }
        current = new Executor(search.family().source(seed), search.stepsMax());
        strategy = Strategies.parse(search.strategy()).strategy(current.subject(), Knowledge.NONE);
        executor = current;
        return current;
    }

    /** The run of a seed; with a strategy that learns, also of the runs before. */
    public Run next(long seed) {
        return at(seed).run(Objects.requireNonNull(strategy), seed);
    }

    /** Many runs of a seed. */
    public Runs runs(long seed) {
        return Runs.of(
                new PropertySearch(search.family(), search.strategy(), seed, search.schedules(), search.stepsMax()));
    }

    /** Many runs, reduced to one. */
    public Runs runs(Run only) {
        return runs(0).with(only);
    }

    /** The run of a schedule. */
    public Run replay(Schedule schedule) {
        return at(search.seed()).replay(schedule);
    }

    /** The run of a token, or nothing if it cannot be used here. */
    public Optional<Run> replay(String token, ClassLoader loader) {
        try {
            return Optional.of(Reproducible.of(token, loader).run(search.stepsMax()));
        } catch (TokenException outdated) {
            return Optional.empty();
        }
    }

    /**
     * The extreme schedules: nobody is ever preempted and everything goes the ordinary way; everybody is preempted at
     * every step; each task runs as late as possible.
     */
    public List<Schedule> edgeSchedules() {
        List<Schedule> edges = new ArrayList<>();
        edges.add(Schedule.EMPTY);
        for (int choice = 1; choice <= 2; choice++) {
            int[] choices = new int[EDGE_CHOICES];
            java.util.Arrays.fill(choices, choice);
            edges.add(Schedule.of(choices));
        }
        return edges;
    }

    /** What is run, for people. */
    public String title() {
        return search.family().title();
    }

    /** Whether a run is one of those that this makes. */
    public boolean makes(Run run) {
        return search.family().has(run);
    }
}
