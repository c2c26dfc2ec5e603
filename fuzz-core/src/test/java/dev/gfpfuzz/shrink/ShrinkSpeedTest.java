package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.Figure;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much faster several threads shrink the failures that take long. Prints; what it asserts is the equal result. The time
 * on the wall is worth something on a machine with nothing else to do; the CPU-seconds of each attempt, handed out to two
 * workers as they get free, are worth the same on any.
 */
@Tag("nightly")
class ShrinkSpeedTest {
    private static final int FAILURES = 5;

    /** Tries candidates one by one, and adds up what that takes one worker, and what it would take two. */
    private static final class HandedOut implements Evaluator {
        private long alone;
        private long shared;

        @Override
        public List<Attempt> untilFirst(List<Candidate> candidates) {
            List<Attempt> attempts = new ArrayList<>();
            long[] free = {0, 0};
            for (Candidate c : candidates) {
                long start = cpu();
                Attempt a = c.attempt();
                long took = cpu() - start;
                alone += took;
                free[free[0] <= free[1] ? 0 : 1] += took;
                attempts.add(a);
                if (a.failure() != null) {
                    break;
                }
            }
            shared += Math.max(free[0], free[1]);
            return attempts;
        }

        private static long cpu() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }

    /** CPU time of all attempts, whoever makes them. */
    private static final AtomicLong SPENT = new AtomicLong();

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
            HandedOut work = new HandedOut();
            found.forEach(s -> Shrinker.shrink(of, s, Limits.STANDARD, work));
            SPENT.set(0);
            long nanosOne = shrink(of, found, 1, one);
            long spentOne = SPENT.getAndSet(0);
            long nanosTwo = shrink(of, found, 2, two);
            long spentTwo = SPENT.getAndSet(0);
            Figure.print(
                    getClass(),
                    "shrink %s: %.2f CPU-s each; two workers %.2f times as fast by their CPU-s; %.2f by the clock, for"
                            + " %.2f times the CPU-s",
                    scenario,
                    work.alone / 1e9 / FAILURES,
                    (double) work.alone / work.shared,
                    (double) nanosOne / nanosTwo,
                    (double) spentTwo / spentOne);
            assertThat(two).isEqualTo(one).isEqualTo(warm);
        }
    }

    private static long shrink(Case of, List<Schedule> found, int threads, List<Shrunk> results) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Evaluator evaluator = new ExecutorEvaluator(
                    task -> pool.execute(() -> {
                        long before = HandedOut.cpu();
                        task.run();
                        SPENT.addAndGet(HandedOut.cpu() - before);
                    }),
                    threads);
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
