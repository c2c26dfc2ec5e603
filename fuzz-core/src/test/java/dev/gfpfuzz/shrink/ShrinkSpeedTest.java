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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much faster two threads shrink the failures that take long. Prints; what it asserts is the equal result. The time on
 * the wall is worth something on a machine with nothing else to do. Worth the same on any is the CPU time of all that a team
 * does, executed by one thread and divided among two by the team's rules ({@link TeamOfTwo}), against that of one alone.
 */
@Tag("nightly")
class ShrinkSpeedTest {
    private static final int FAILURES = 5;
    private static final int ROUNDS = 5;

    /** Does each round twice, as one worker does it and as a team does, and adds up what that takes one, and would take two. */
    private static final class OneAndTwo implements Evaluator {
        private long alone;
        private double shared;

        @Override
        public List<Attempt> untilFirst(List<Candidate> candidates) {
            long start = cpu();
            List<Attempt> attempts = Evaluator.ONE_BY_ONE.untilFirst(candidates);
            alone += cpu() - start;
            List<Long> instants = new ArrayList<>();
            Team team = new Team(TeamOfTwo.asked(candidates, () -> instants.add(cpu())), 2);
            team.work();
            instants.add(cpu());
            assertThat(team.attempts()).isEqualTo(attempts);
            shared += TeamOfTwo.time(attempts, TeamOfTwo.between(instants), candidates.size());
            return attempts;
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** CPU time of all threads. */
    private static final AtomicLong SPENT = new AtomicLong();

    @ParameterizedTest
    @CsvSource({"deep-reserve", "get-only", "dirty-writeback", "write-holds"})
    void twoThreadsAgainstOne(String scenario) {
        Case of = Case.builtIn(scenario, Profiles.named("mut_renoio"));
        List<Schedule> found = Failures.of(of.subject(), FAILURES, "no-lost-freed-buffer");
        List<Shrunk> warm = new ArrayList<>();
        shrink(of, found, 1, warm);
        found.forEach(s -> Shrinker.shrink(of, s, Limits.STANDARD, new OneAndTwo()));
        List<Double> byWork = new ArrayList<>();
        List<Double> byClock = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        List<Double> spent = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Shrunk> one = new ArrayList<>();
            List<Shrunk> two = new ArrayList<>();
            OneAndTwo work = new OneAndTwo();
            found.forEach(s -> Shrinker.shrink(of, s, Limits.STANDARD, work));
            SPENT.set(0);
            long nanosOne = shrink(of, found, 1, one);
            long spentOne = SPENT.getAndSet(0);
            long nanosTwo = shrink(of, found, 2, two);
            seconds.add(work.alone / 1e9 / FAILURES);
            byWork.add(work.alone / work.shared);
            byClock.add((double) nanosOne / nanosTwo);
            spent.add((double) SPENT.getAndSet(0) / spentOne);
            assertThat(two).isEqualTo(one).isEqualTo(warm);
        }
        Figure.print(
                getClass(),
                "shrink %s: %s CPU-s each; two workers %s times as fast by their CPU-s; %s by the clock, for %s times the"
                        + " CPU-s",
                scenario,
                spread(seconds),
                spread(byWork),
                spread(byClock),
                spread(spent));
    }

    /**
     * Several findings on several workers, as in a campaign: who is free takes the next one and shrinks it alone. The time is
     * that of the last to end.
     */
    @Test
    void twoWorkersWithAFindingEach() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (String scenario : List.of("deep-reserve", "get-only", "dirty-writeback", "write-holds")) {
            Case of = Case.builtIn(scenario, Profiles.named("mut_renoio"));
            Failures.of(of.subject(), FAILURES, "no-lost-freed-buffer").forEach(s -> findings.add(new Finding(of, s)));
        }
        List<Shrunk> warm = shrunkBy(1, findings);
        List<Double> byClock = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            List<Shrunk> one = shrunkBy(1, findings);
            long between = System.nanoTime();
            List<Shrunk> two = shrunkBy(2, findings);
            long end = System.nanoTime();
            seconds.add((between - start) / 1e9);
            byClock.add((double) (between - start) / (end - between));
            assertThat(two).isEqualTo(one).isEqualTo(warm);
        }
        Figure.print(
                getClass(),
                "shrink %d findings: one worker %s s; two workers %s times as fast by the clock",
                findings.size(),
                spread(seconds),
                spread(byClock));
    }

    private record Finding(Case of, Schedule schedule) {}

    private static List<Shrunk> shrunkBy(int workers, List<Finding> findings) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<Shrunk>> shrunk = new ArrayList<>();
            for (Finding f : findings) {
                shrunk.add(pool.submit(
                        () -> Shrinker.shrink(f.of(), f.schedule(), Limits.STANDARD, Evaluator.ONE_BY_ONE)));
            }
            List<Shrunk> all = new ArrayList<>();
            for (Future<Shrunk> one : shrunk) {
                all.add(one.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    private static String spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                "%.2f (%.2f to %.2f)", sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static long shrink(Case of, List<Schedule> found, int threads, List<Shrunk> results) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Evaluator evaluator = new ExecutorEvaluator(
                    task -> pool.execute(() -> {
                        long before = cpu();
                        task.run();
                        SPENT.addAndGet(cpu() - before);
                    }),
                    threads);
            long start = System.nanoTime();
            long before = cpu();
            for (Schedule s : found) {
                results.add(Shrinker.shrink(of, s, Limits.STANDARD, evaluator));
            }
            SPENT.addAndGet(cpu() - before);
            return System.nanoTime() - start;
        } finally {
            pool.shutdownNow();
        }
    }
}
