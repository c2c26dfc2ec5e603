package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Mutants;
import dev.gfpfuzz.profile.Mutants.Mutant;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.report.Approved;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioPrinter;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Violation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The smallest counterexample of every mutant, as somebody has looked at it: a model that changes tells its story here. */
@Tag("slow")
class MinimalCounterexamplesTest {
    private static final int WALKS = 20_000;

    static List<Mutant> mutants() {
        return Mutants.ALL;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isAsApproved(Mutant m) throws IOException {
        Case of = Case.builtIn(m.scenario(), Profiles.named(m.profile()));
        Outcome found = failure(of, m.invariant());
        Shrunk shrunk = Shrinker.shrink(of, found.schedule());
        assertThat(Bug.of(found.violation(), found).isIn(shrunk.outcome())).isTrue();
        assertThat(shrunk.run().least()).isTrue();
        Violation v = shrunk.outcome().violation();
        String text = ScenarioPrinter.print(shrunk.reduced().scenario())
                + "\nunder " + m.profile() + ": " + shrunk.run().after().sizeText()
                + "\nschedule " + shrunk.schedule()
                + "\n" + v.invariant() + ": " + v.sentence()
                + "\nskeleton " + v.skeleton() + "\n";
        Approved.check("least-" + m.profile() + "-" + m.invariant() + ".txt", text);
    }

    private static Outcome failure(Case of, String invariant) {
        Runner runner = new Runner(of.subject());
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < WALKS; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violated() && o.violation().invariant().equals(invariant)) {
                return o;
            }
        }
        throw new AssertionError(WALKS + " walks of " + of + " do not break " + invariant);
    }
}
