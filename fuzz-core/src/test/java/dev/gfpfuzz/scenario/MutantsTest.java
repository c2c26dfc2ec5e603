package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.invariant.Counterfactual;
import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Invariants;
import dev.gfpfuzz.profile.Mutants;
import dev.gfpfuzz.profile.Mutants.Mutant;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.RandomWalk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mutant is killed by its invariant, and the same invariant is silent and not vacuous without the mutation. */
class MutantsTest {
    private static final int SCHEDULES_TO_KILL = 20_000;
    private static final int SILENT_SCHEDULES = 2_000;

    /** v6.1's shrinkers do not wait, so nobody is found inside one. */
    private static final Mutant NOBODY_WAITS =
            new Mutant("destroy-not-stalled", "v4_17", "v6_1", "destroy-behind-shrinker");

    static List<Mutant> mutants() {
        return Mutants.ALL;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isKilled(Mutant m) {
        Runner runner = runner(m.scenario(), m.profile());
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < SCHEDULES_TO_KILL; seed++) {
            Outcome o = runner.run(walk, seed);
            if (finds(o, m.invariant())) {
                return;
            }
            assertThat(o.violation()).as("seed %d", seed).isNull();
        }
        throw new AssertionError(m + " survived " + SCHEDULES_TO_KILL + " schedules");
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isSilentWithoutTheMutationAndNotVacuous(Mutant m) {
        Runner runner = runner(m.scenario(), m.base());
        long exercised = 0;
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < SILENT_SCHEDULES; seed++) {
            Outcome o = runner.run(walk, seed);
            assertThat(o.violation()).as("seed %d", seed).isNull();
            exercised |= o.exercised();
        }
        assertThat(exercised >>> indexOf(runner.subject(), m.invariant()) & 1)
                .as("the companion situation of %s", m.invariant())
                .isEqualTo(1);
    }

    /** A check that nothing trips would be a defect. */
    @Test
    void everyInvariantHasOne() {
        List<String> guarded =
                Mutants.everyOne().stream().map(Mutant::invariant).toList();
        assertThat(guarded)
                .containsAll(Invariants.all().stream().map(Invariant::name).toList());
    }

    static List<Mutant> reported() {
        return Mutants.REPORTED;
    }

    @ParameterizedTest
    @MethodSource("reported")
    void isReportedThereAndNotWithoutTheCause(Mutant m) {
        assertThat(isReported(m, runner(m.scenario(), m.profile()), SCHEDULES_TO_KILL))
                .isTrue();
        Runner base = runner(m.scenario(), m.base());
        assertThat(isReported(m, base, SILENT_SCHEDULES)).isFalse();
    }

    private static boolean isReported(Mutant m, Runner runner, int schedules) {
        RandomWalk walk = new RandomWalk();
        int invariant = indexOf(runner.subject(), m.invariant());
        long exercised = 0;
        for (long seed = 0; seed < schedules; seed++) {
            Outcome o = runner.run(walk, seed);
            exercised |= o.exercised();
            if (o.violated()) {
                assertThat(runner.subject().invariants().get(invariant))
                        .isInstanceOfSatisfying(
                                Counterfactual.class,
                                c -> assertThat(o.violation().invariant()).isEqualTo(c.refines()));
            }
            if (finds(o, m.invariant())) {
                return true;
            }
        }
        assertThat((exercised >>> invariant & 1) == 1 || m.equals(NOBODY_WAITS))
                .as("the companion situation of %s", m.invariant())
                .isTrue();
        return false;
    }

    private static boolean finds(Outcome o, String invariant) {
        return o.violation() != null && o.violation().invariant().equals(invariant)
                || o.reports().stream().anyMatch(r -> r.invariant().equals(invariant));
    }

    private static Runner runner(String scenario, String profile) {
        return new Runner(Case.builtIn(scenario, Profiles.named(profile)).subject());
    }

    private static int indexOf(Subject subject, String invariant) {
        List<Invariant> all = subject.invariants();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(invariant)) {
                return i;
            }
        }
        throw new AssertionError(invariant + " does not apply to " + subject.name());
    }
}
