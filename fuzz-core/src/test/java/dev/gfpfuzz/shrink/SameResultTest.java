package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result is a function of the scenario and the bug: not of the schedule found, nor of who tried the candidates. */
class SameResultTest {
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "mut_renoio, no-lost-freed-buffer",
        "mut_release_silent, no-stuck-waiter",
        "mut_queue_late, no-stuck-waiter",
    })
    void fiftyDifferentSchedules_sameMinimum(String profile, String invariant) {
        assertSameMinimum(profile, invariant, 50);
    }

    @Test
    void fiveDifferentSchedules_sameMinimum() {
        assertSameMinimum("mut_renoio", "no-lost-freed-buffer", 5);
    }

    private static void assertSameMinimum(String profile, String invariant, int schedules) {
        Case twoReaders = Case.builtIn("two-readers", Profiles.named(profile));
        TreeMap<String, Integer> results = new TreeMap<>();
        for (Schedule s : Failures.of(twoReaders.subject(), schedules, invariant)) {
            Shrunk shrunk = Shrinker.shrink(twoReaders, s);
            assertThat(shrunk.outcome().violation().invariant()).isEqualTo(invariant);
            assertThat(shrunk.run().least()).isTrue();
            results.merge(shrunk.reduced().scenario().tasks() + " " + shrunk.schedule(), 1, Integer::sum);
        }
        assertThat(results).as("every schedule leads to the same story").hasSize(1);
    }

    @Test
    void lostFreedBuffer_inFourOperations() {
        Case twoReaders = Case.builtIn("two-readers", Profiles.named("mut_renoio"));
        Schedule found =
                Failures.of(twoReaders.subject(), 1, "no-lost-freed-buffer").get(0);
        Shrunk shrunk = Shrinker.shrink(twoReaders, found);
        assertThat(shrunk.run().after().sizeText())
                .isEqualTo("2 tasks, 4 operations, 6 context switches, 0 injected values, sizes 1, 28 steps");
        Outcome again = new Runner(shrunk.reduced().subject()).replay(shrunk.schedule());
        assertThat(again.end()).isEqualTo(End.VIOLATED);
        assertThat(again.violation()).isEqualTo(shrunk.outcome().violation());
    }

    @ParameterizedTest
    @CsvSource({"two-readers", "deep-reserve", "get-only", "write-holds"})
    void anyNumberOfThreads_sameResultAndSameWork(String scenario) {
        Case of = Case.builtIn(scenario, Profiles.named("mut_renoio"));
        List<Schedule> found = Failures.of(of.subject(), 2, "no-lost-freed-buffer");
        for (Schedule s : found) {
            Shrunk alone = Shrinker.shrink(of, s);
            for (int threads : new int[] {1, 2, 4}) {
                ExecutorService pool = Executors.newFixedThreadPool(threads);
                try {
                    Shrunk shared = Shrinker.shrink(of, s, Limits.STANDARD, new ExecutorEvaluator(pool, threads));
                    assertThat(shared).as("%d threads", threads).isEqualTo(alone);
                } finally {
                    pool.shutdownNow();
                }
            }
        }
    }

    @Test
    void aRunThatViolatesNothing_isRefusedWithASentence() {
        Case twoReaders = Case.builtIn("two-readers", Profiles.V4_17);
        assertThatThrownBy(() -> Shrinker.shrink(twoReaders, Schedule.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("violates nothing")
                .hasMessageContaining("FINISHED");
    }

    @Test
    void limitsAreRespected_andWhatIsFoundByThenStillFails() {
        Case twoReaders = Case.builtIn("two-readers", Profiles.named("mut_renoio"));
        Schedule found =
                Failures.of(twoReaders.subject(), 1, "no-lost-freed-buffer").get(0);
        Shrunk shrunk =
                Shrinker.shrink(twoReaders, found, new Limits(2, 1_000_000, 1_000_000, 100, 100), Evaluator.ONE_BY_ONE);
        assertThat(shrunk.run().withinLimits()).isFalse();
        assertThat(ShrinkOrder.compare(shrunk.run().after(), shrunk.run().before()))
                .isLessThanOrEqualTo(0);
        assertThat(new Runner(shrunk.reduced().subject())
                        .replay(shrunk.schedule())
                        .violation())
                .isEqualTo(shrunk.outcome().violation());
    }
}
