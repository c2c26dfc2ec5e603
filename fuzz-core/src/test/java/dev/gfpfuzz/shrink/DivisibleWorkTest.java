package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much of a long shrink two workers can share, counted in states and runs and thus independent of the machine: {@link
 * TeamOfTwo} at each round's candidates.
 */
@Tag("slow")
class DivisibleWorkTest {
    /** A run is about as much work as so many states. */
    private static final int STATES_OF_A_RUN = 30;

    /** Tries candidates one by one, and adds up how long that would take one worker, and two. */
    private static final class TwoWorkers implements Evaluator {
        private double alone;
        private double shared;

        @Override
        public List<Attempt> untilFirst(List<Candidate> candidates) {
            List<Attempt> attempts = Evaluator.ONE_BY_ONE.untilFirst(candidates);
            List<Long> work = attempts.stream()
                    .map(a -> a.states() + (long) STATES_OF_A_RUN * a.runs())
                    .toList();
            alone += work.stream().mapToLong(w -> w).sum();
            shared += TeamOfTwo.time(attempts, work, candidates.size());
            return attempts;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep-reserve", "get-only", "dirty-writeback", "write-holds"})
    void twoWorkersAreOver1point6TimesAsFastAsOne(String scenario) {
        TwoWorkers workers = new TwoWorkers();
        Case of = Case.builtIn(scenario, Profiles.named("mut_renoio"));
        for (Schedule s : Failures.of(of.subject(), 3, "no-lost-freed-buffer")) {
            Shrinker.shrink(of, s, Limits.STANDARD, workers);
        }
        double speedUp = workers.alone / workers.shared;
        System.out.printf("shrinking %s, shared by two workers: %.2f times as fast as one%n", scenario, speedUp);
        assertThat(speedUp).isGreaterThan(1.6);
    }
}
