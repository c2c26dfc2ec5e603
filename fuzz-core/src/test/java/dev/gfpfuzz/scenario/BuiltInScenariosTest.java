package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.model.dmbufio.DmBufioVariants;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Scenario.Expectation;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.step.Violation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the built-in scenarios expect of each profile comes true. */
class BuiltInScenariosTest {
    private static final int SCHEDULES = 20_000;
    private static final int SCHEDULES_OF_A_QUICK_TEST = 300;

    static Stream<Arguments> expectations() {
        return Scenarios.all().stream().flatMap(s -> s.expectations().stream().map(e -> Arguments.of(s.name(), e)));
    }

    @Test
    void everyScenarioExpectsSomethingOfTheDefaultProfile() {
        for (Scenario s : Scenarios.all()) {
            assertThat(s.expectations()).as(s.name()).anyMatch(e -> e.profile().equals("v4_17"));
            assertThat(s.why()).as(s.name()).isNotEmpty();
        }
    }

    @Test
    void twoReaders_isSmallAndHoldsInEveryState() {
        Exploration e =
                BreadthFirst.explore(Case.builtIn("two-readers", Profiles.V4_17).subject(), Bounds.states(1_000_000));
        assertThat(e.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(e.states()).isBetween(500L, 10_000L);
    }

    /** 20,000 random schedules that find nothing: with probability 0.99 less than one in 4,343 breaks anything. */
    @Tag("slow")
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("expectations")
    void expectationsComeTrue(String scenario, Expectation expectation) {
        check(scenario, expectation, SCHEDULES);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("expectations")
    void noExpectationIsContradictedSoon(String scenario, Expectation expectation) {
        if (expectation.holds()) {
            check(scenario, expectation, SCHEDULES_OF_A_QUICK_TEST);
        } else {
            firstOf(scenario, expectation, SCHEDULES);
        }
    }

    private static void check(String scenario, Expectation expectation, int schedules) {
        if (!expectation.holds()) {
            firstOf(scenario, expectation, schedules);
            return;
        }
        Runner runner = new Runner(
                Case.builtIn(scenario, Profiles.named(expectation.profile())).subject());
        RandomWalk walk = new RandomWalk();
        for (int i = 0; i < schedules; i++) {
            Outcome o = runner.run(walk, i);
            assertThat(o.violation())
                    .as("%s under %s, %s", scenario, expectation.profile(), o.schedule())
                    .isNull();
            assertThat(o.end()).isEqualTo(End.FINISHED);
        }
    }

    /** Runs until the expected invariant is violated. */
    private static void firstOf(String scenario, Expectation expectation, int schedules) {
        Runner runner = new Runner(
                Case.builtIn(scenario, Profiles.named(expectation.profile())).subject());
        RandomWalk walk = new RandomWalk();
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < schedules && !found.contains(expectation.violates()); i++) {
            Violation v = runner.run(walk, i).violation();
            if (v != null) {
                found.add(v.invariant());
            }
        }
        assertThat(found).contains(expectation.violates());
    }

    @Test
    void everyMutantOfDmBufioIsExpectedToViolateSomewhere() {
        List<String> functions =
                DmBufioVariants.SLOTS.stream().map(s -> s.function()).toList();
        List<String> mutants = Profiles.all().stream()
                .filter(p -> p.name().startsWith("mut_"))
                .filter(p -> functions.containsAll(p.variants().keySet()))
                .map(Profile::name)
                .toList();
        Set<String> expected = new TreeSet<>();
        Scenarios.all()
                .forEach(
                        s -> s.expectations().stream().filter(e -> !e.holds()).forEach(e -> expected.add(e.profile())));
        assertThat(mutants).hasSizeGreaterThan(8);
        assertThat(expected).containsAll(mutants);
    }

    @Test
    void everyInvariantThatAScenarioBringsIsExercisedInOne() {
        Set<String> brought = new TreeSet<>();
        Set<String> exercised = new TreeSet<>();
        for (Scenario s : Scenarios.all()) {
            Subject subject = Case.builtIn(s.name(), Profiles.V4_17).subject();
            Runner runner = new Runner(subject);
            RandomWalk walk = new RandomWalk();
            long bits = 0;
            for (int i = 0; i < SCHEDULES_OF_A_QUICK_TEST; i++) {
                bits |= runner.run(walk, i).exercised();
            }
            List<Invariant> invariants = subject.invariants();
            for (int i = 0; i < invariants.size(); i++) {
                brought.add(invariants.get(i).name());
                if ((bits >>> i & 1) != 0) {
                    exercised.add(invariants.get(i).name());
                }
            }
        }
        assertThat(exercised).isEqualTo(brought).hasSizeGreaterThan(8);
    }
}
