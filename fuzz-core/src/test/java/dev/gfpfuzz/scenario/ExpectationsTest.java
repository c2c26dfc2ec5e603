package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Scenario.Expectation;
import dev.gfpfuzz.search.RandomWalk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in scenario does under each profile what it says of it. */
class ExpectationsTest {
    private static final int SCHEDULES_TO_VIOLATE = 20_000;
    private static final int SILENT_SCHEDULES = 1_000;
    private static final int MANY_SILENT_SCHEDULES = 20_000;

    static List<Arguments> expectations() {
        List<Arguments> all = new ArrayList<>();
        for (Scenario s : Scenarios.all()) {
            for (Expectation e : s.expectations()) {
                all.add(Arguments.of(s.name(), e));
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("expectations")
    void isMet(String scenario, Expectation expected) {
        check(scenario, expected, SILENT_SCHEDULES);
    }

    /** Had one schedule in 4,300 broken something, it would have been missed with probability 0.01. */
    @Tag("slow")
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("expectations")
    void isMetByManySchedules(String scenario, Expectation expected) {
        check(scenario, expected, MANY_SILENT_SCHEDULES);
    }

    private static void check(String scenario, Expectation expected, int silentSchedules) {
        Runner runner = new Runner(
                Case.builtIn(scenario, Profiles.named(expected.profile())).subject());
        RandomWalk walk = new RandomWalk();
        int schedules = expected.holds() ? silentSchedules : SCHEDULES_TO_VIOLATE;
        for (long seed = 0; seed < schedules; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violation() != null) {
                assertThat(o.violation().invariant())
                        .as("seed %d: %s", seed, o.violation().sentence())
                        .isEqualTo(expected.violates());
                return;
            }
        }
        assertThat(expected.holds())
                .as("not violated in %d schedules", schedules)
                .isTrue();
    }
}
