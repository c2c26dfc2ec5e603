package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.profile.Mutants;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The built-in scenarios as a set: nothing of the models is left without one. */
class BuiltInScenariosTest {
    private static final int SCHEDULES = 300;

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

    @Test
    void everyMutantHasARow() {
        List<String> mutants = Profiles.all().stream()
                .map(Profile::name)
                .filter(name -> name.startsWith("mut_"))
                .toList();
        assertThat(Mutants.ALL).extracting(Mutants.Mutant::profile).containsAll(mutants);
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
            for (int i = 0; i < SCHEDULES; i++) {
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
