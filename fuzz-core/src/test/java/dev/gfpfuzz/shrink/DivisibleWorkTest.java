package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How much of a long shrink two workers can share, counted in states and runs and thus independent of the machine: each
 * round's candidates are handed to whoever is free first, until the first success is known.
 */
@Tag("slow")
class DivisibleWorkTest {
    /** A run is about as much work as so many states. */
    private static final int STATES_OF_A_RUN = 30;

    /** Tries candidates one by one, and adds up how long that would take one worker, and two. */
    private static final class TwoWorkers implements Evaluator {
        private long alone;
        private long shared;

        @Override
        public List<Attempt> untilFirst(List<Candidate> candidates) {
            List<Attempt> attempts = Evaluator.ONE_BY_ONE.untilFirst(candidates);
            long[] free = {0, 0};
            for (Attempt a : attempts) {
                long work = a.states() + (long) STATES_OF_A_RUN * a.runs();
                alone += work;
                int next = free[0] <= free[1] ? 0 : 1;
                free[next] += work;
            }
            shared += Math.max(free[0], free[1]);
            return attempts;
        }
    }

    @Test
    void twoWorkersAreOver1point6TimesAsFastAsOne() {
        TwoWorkers workers = new TwoWorkers();
        for (String scenario : List.of("deep-reserve", "get-only", "write-holds")) {
            Case of = Case.builtIn(scenario, Profiles.named("mut_renoio"));
            for (Schedule s : Failures.of(of.subject(), 3, "no-lost-freed-buffer")) {
                Shrinker.shrink(of, s, Limits.STANDARD, workers);
            }
        }
        double speedUp = (double) workers.alone / workers.shared;
        System.out.printf("shrinking shared by two workers: %.2f times as fast as one%n", speedUp);
        assertThat(speedUp).isGreaterThan(1.6);
    }
}
