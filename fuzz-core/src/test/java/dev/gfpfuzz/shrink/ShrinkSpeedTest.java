package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.Figure;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much faster several threads shrink the failures that take long. Prints; what it asserts is the equal result. */
@Tag("nightly")
class ShrinkSpeedTest {
    private static final int FAILURES = 5;

    @ParameterizedTest
    @CsvSource({"deep-reserve", "get-only", "dirty-writeback", "write-holds"})
    void twoThreadsAgainstOne(String scenario) {
        Case of = Case.builtIn(scenario, Profiles.named("mut_renoio"));
        List<Schedule> found = Failures.of(of.subject(), FAILURES, "no-lost-freed-buffer");
        List<Shrunk> warm = new ArrayList<>();
        shrink(of, found, 1, warm);
        for (int round = 0; round < 3; round++) {
            List<Shrunk> one = new ArrayList<>();
            List<Shrunk> two = new ArrayList<>();
            long nanosOne = shrink(of, found, 1, one);
            long nanosTwo = shrink(of, found, 2, two);
            Figure.print(
                    getClass(),
                    "shrink %s: %d ms each with 1 thread, %d ms with 2, %.2f times as fast",
                    scenario,
                    nanosOne / FAILURES / 1_000_000,
                    nanosTwo / FAILURES / 1_000_000,
                    (double) nanosOne / nanosTwo);
            assertThat(two).isEqualTo(one).isEqualTo(warm);
        }
    }

    private static long shrink(Case of, List<Schedule> found, int threads, List<Shrunk> results) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Evaluator evaluator = new ExecutorEvaluator(pool, threads);
            long start = System.nanoTime();
            for (Schedule s : found) {
                results.add(Shrinker.shrink(of, s, Limits.STANDARD, evaluator));
            }
            return System.nanoTime() - start;
        } finally {
            pool.shutdownNow();
        }
    }
}
