package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.Figure;
import dev.gfpfuzz.invariant.Invariants;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The deadlocks, stalls and livelocks that are known from the history of these functions: each is reached where the kernel
 * had it, and not where it was fixed. Only the invariant that names it watches, so nothing else ends a run before.
 */
class ClassicStallsTest {
    private static final int SCHEDULES_TO_REACH = 20_000;

    /** One of {@code docs/models}: where it is reached, and the rows in which it is not. */
    private record Stall(String name, String scenario, String row, String invariant, String... silent) {}

    private static final List<Stall> STALLS = List.of(
            new Stall("D1", "vmalloc-own-shrinker", "pre_vmalloc_scope", "no-deadlock", "v4_17"),
            new Stall(
                    "D2", "stall-behind-prefetch", "v3_10", "no-reclaim-under-client-lock", "v4_10b", "v4_17", "v6_1"),
            new Stall("D3", "loop-device", "v4_17", "no-deadlock", "v5_3", "v6_1"),
            new Stall("D4", "cache-size-changes", "v4_11", "no-deadlock", "v4_17"),
            new Stall("D5", "pool-noretry", "mut_pool_retries", "no-deadlock", "v4_17", "v6_1"),
            new Stall("D5", "io-errors", "mut_bufio_retries", "no-deadlock", "v4_17", "v6_1"),
            new Stall("D6", "pool-hoarders", "v4_17", "no-deadlock"),
            new Stall("D6", "bufio-hoarders", "v4_17", "no-deadlock"),
            new Stall("D7", "destroy-behind-shrinker", "v4_17", "destroy-not-stalled", "v6_1"),
            new Stall("nofail-noretry", "zone-livelock-nofail", "v4_17", "no-livelock"),
            new Stall("nofail-noretry", "zone-livelock-nofail", "v6_1", "no-livelock"),
            new Stall("costly-noio-mayfail", "zone-livelock-costly", "v4_17", "no-livelock", "v6_1"));

    static Stream<Arguments> reached() {
        return STALLS.stream().map(s -> Arguments.of(s.name, s.scenario, s.row, s.invariant));
    }

    static Stream<Arguments> silent() {
        return STALLS.stream()
                .flatMap(s -> Stream.of(s.silent).map(row -> Arguments.of(s.name, s.scenario, row, s.invariant)));
    }

    @ParameterizedTest(name = "{0}: {1} under {2}")
    @MethodSource("reached")
    void isReached(String name, String scenario, String row, String invariant) {
        Violation found = first(scenario, row, invariant, SCHEDULES_TO_REACH);
        assertThat(found).as("in %d schedules", SCHEDULES_TO_REACH).isNotNull();
        assertThat(found.report()).as("is a report only").isEqualTo(name.equals("D7"));
    }

    @ParameterizedTest(name = "{0}: {1} under {2}")
    @MethodSource("silent")
    void isNotReached(String name, String scenario, String row, String invariant) {
        assertThat(first(scenario, row, invariant, 1_000)).isNull();
    }

    /** Had one schedule in 4,300 reached it, it would have been missed with probability 0.01. */
    @Tag("slow")
    @ParameterizedTest(name = "{0}: {1} under {2}")
    @MethodSource("silent")
    void isNotReachedByManySchedules(String name, String scenario, String row, String invariant) {
        assertThat(first(scenario, row, invariant, 20_000)).isNull();
    }

    /** One schedule in 217,000, with the same probability. */
    @Tag("nightly")
    @ParameterizedTest(name = "{0}: {1} under {2}")
    @MethodSource("silent")
    void isNotReachedByAMillionSchedules(String name, String scenario, String row, String invariant) {
        int schedules = 1_000_000;
        assertThat(first(scenario, row, invariant, schedules)).isNull();
        Figure.print(getClass(), "%s, %s under %s: silent in %,d schedules", name, scenario, row, schedules);
    }

    /** Who does not keep the contract hangs sooner or later; who does never, see {@link ScenarioGeneratorTest}. */
    @Test
    void generatedHoarders_hangInContractBreakingModeOnly() {
        List<String> hung = new ArrayList<>();
        for (ScenarioGenerator.Mode mode : ScenarioGenerator.Mode.values()) {
            for (long seed = 0; seed < 150; seed++) {
                Case c = Case.generated(seed, mode, Profiles.V4_17);
                if (firstOf(new Runner(c.subject()), "no-deadlock", 20) != null) {
                    hung.add(mode.name());
                }
            }
        }
        assertThat(hung).hasSizeGreaterThan(10).containsOnly(ScenarioGenerator.Mode.CONTRACT_BREAKING.name());
    }

    /** The report of a livelock shows the task, its request and the steps that come round. */
    @ParameterizedTest
    @CsvSource({
        "zone-livelock-nofail, v4_17, Spinner, GFP_KERNEL|__GFP_NORETRY|__GFP_NOFAIL, __alloc_pages_slowpath",
        "zone-livelock-nofail, v6_1, Spinner, GFP_KERNEL|__GFP_NORETRY|__GFP_NOFAIL, __alloc_pages_slowpath",
        "zone-livelock-costly, v4_17, Costly, GFP_NOIO|__GFP_RETRY_MAYFAIL, __alloc_pages_direct_reclaim"
    })
    void aLivelockIsReportedWithItsCycle(String scenario, String row, String task, String mask, String function) {
        Violation found = first(scenario, row, "no-livelock", SCHEDULES_TO_REACH);
        assertThat(found.sentence())
                .startsWith("Livelock: task " + task + " asks for " + mask)
                .contains("is back in the same state after")
                .containsPattern("The cycle: " + task + " to .*" + function);
    }

    private static Violation first(String scenario, String row, String invariant, int schedules) {
        Case c = Case.builtIn(scenario, Profiles.named(row));
        return firstOf(
                new Runner(new ScenarioCompiler(Vocabulary.standard())
                        .compile(
                                c.scenario(),
                                c.profile(),
                                Invariants.all().stream()
                                        .filter(i -> i.name().equals(invariant))
                                        .toList())),
                invariant,
                schedules);
    }

    private static Violation firstOf(Runner runner, String invariant, int schedules) {
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < schedules; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violation() != null && o.violation().invariant().equals(invariant)) {
                return o.violation();
            }
            for (Violation report : o.reports()) {
                if (report.invariant().equals(invariant)) {
                    return report;
                }
            }
            assertThat(o.end()).as("schedule %d", seed).isNotEqualTo(End.STEP_LIMIT);
        }
        return null;
    }
}
