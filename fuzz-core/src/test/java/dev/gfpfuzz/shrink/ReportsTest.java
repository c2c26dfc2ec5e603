package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Violation;
import org.junit.jupiter.api.Test;

/** What is only worth a report is shrunk as well, though its run goes on. */
class ReportsTest {
    private final Case poolGrows = Case.builtIn("pool-grows", Profiles.V4_17);

    private Outcome reporting() {
        Runner runner = new Runner(poolGrows.subject());
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < 20_000; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violation() == null && !o.reports().isEmpty()) {
                return o;
            }
        }
        throw new AssertionError("20,000 walks report nothing");
    }

    @Test
    void aReport_isStillMadeByASmallerRun() {
        Outcome found = reporting();
        Violation report = found.reports().get(0);
        Shrunk shrunk = Shrinker.shrink(poolGrows, found.schedule(), report, Limits.STANDARD, Evaluator.ONE_BY_ONE);
        assertThat(shrunk.run().after()).isLessThan(shrunk.run().before());
        assertThat(shrunk.outcome().violation()).isNull();
        Outcome again = new Runner(shrunk.reduced().subject()).replay(shrunk.schedule());
        assertThat(again.reports())
                .extracting(Violation::invariant, Violation::skeleton)
                .contains(org.assertj.core.groups.Tuple.tuple(report.invariant(), report.skeleton()));
        assertThat(shrunk.run().after().operations())
                .isLessThan(shrunk.run().before().operations());
    }

    @Test
    void somethingThatTheRunDoesNotShow_isRefused() {
        Outcome found = reporting();
        Violation other = new Violation("no-deadlock", false, "", "", 0);
        assertThatThrownBy(() ->
                        Shrinker.shrink(poolGrows, found.schedule(), other, Limits.STANDARD, Evaluator.ONE_BY_ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not show no-deadlock");
    }
}
