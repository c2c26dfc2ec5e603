package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Violation;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is only worth a report is shrunk as well, though its run goes on. */
class ReportsTest {
    private final Case poolGrows = Case.builtIn("pool-grows", Profiles.V4_17);

    private static Outcome found(Case what, Predicate<Outcome> wanted) {
        Runner runner = new Runner(what.subject());
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < 20_000; seed++) {
            Outcome o = runner.run(walk, seed);
            if (wanted.test(o)) {
                return o;
            }
        }
        throw new AssertionError("none of 20,000 walks");
    }

    private Outcome reporting() {
        return found(poolGrows, o -> !o.violated() && !o.reports().isEmpty());
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
                .contains(tuple(report.invariant(), report.skeleton()));
        assertThat(shrunk.run().after().operations())
                .isLessThan(shrunk.run().before().operations());
    }

    @Test
    void aReport_mayStandBesideTheViolationItLedTo() {
        Case map = Case.builtIn("bug-bpf-noretry", Profiles.V4_17);
        Outcome found = found(map, o -> o.violated() && !o.reports().isEmpty());
        Violation report = found.reports().get(0);
        Shrunk shrunk = Shrinker.shrink(map, found.schedule(), report, Limits.STANDARD, Evaluator.ONE_BY_ONE);
        assertThat(shrunk.run().after()).isLessThan(shrunk.run().before());
        assertThat(shrunk.outcome().reports())
                .extracting(Violation::invariant, Violation::skeleton)
                .contains(tuple(report.invariant(), report.skeleton()));
        if (shrunk.outcome().violated()) {
            assertThat(shrunk.outcome().violation().skeleton())
                    .isEqualTo(found.violation().skeleton());
        }
    }

    @Test
    void aReportOfARunThatEndsWell_isNotShownByOneThatEndsInAViolation() {
        Violation report = new Violation("no-progress-by-timer", true, "", "late", 0);
        Violation violation = new Violation("no-deadlock", false, "", "stuck", 0);
        Violation other = new Violation("no-deadlock", false, "", "stuck elsewhere", 0);
        Outcome well = run(null, report);
        Outcome ill = run(violation, report);
        assertThat(Bug.of(report, well).isIn(well)).isTrue();
        assertThat(Bug.of(report, well).isIn(ill)).isFalse();
        assertThat(Bug.of(report, ill).isIn(well)).isTrue();
        assertThat(Bug.of(report, ill).isIn(ill)).isTrue();
        assertThat(Bug.of(report, ill).isIn(run(other, report))).isFalse();
        assertThat(Bug.of(violation, ill).isIn(run(violation, null))).isTrue();
    }

    private static Outcome run(@Nullable Violation violation, @Nullable Violation report) {
        End end = violation == null ? End.FINISHED : End.VIOLATED;
        return new Outcome(end, violation, report == null ? List.of() : List.of(report), Schedule.EMPTY, 1, 0, 0);
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
