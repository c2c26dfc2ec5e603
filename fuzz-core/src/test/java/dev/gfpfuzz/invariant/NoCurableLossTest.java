package dev.gfpfuzz.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.ReplayPicker;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Edits;
import dev.gfpfuzz.scenario.Origin;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the flag made the difference is told by the same schedule without it. */
class NoCurableLossTest {
    private static final int WALKS = 20_000;

    private final Case map = Case.builtIn("bug-bpf-noretry", Profiles.V4_17);

    /** The runs that lose the operation. */
    private static List<Outcome> losing(Runner runner) {
        List<Outcome> losing = new ArrayList<>();
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < WALKS && losing.size() < 10; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violated() && o.violation().invariant().equals(NoNoretryLoss.NAME)) {
                losing.add(o);
            }
        }
        return losing;
    }

    private static Case withParameter(Case of, int object, String parameter, int value) {
        return of.with(of.edits().withParameter(object, parameter, value));
    }

    private static List<String> names(List<Violation> reports) {
        return reports.stream().map(Violation::invariant).toList();
    }

    private static boolean exercised(Subject subject, Outcome o) {
        List<String> invariants =
                subject.invariants().stream().map(Invariant::name).toList();
        return (o.exercised() >>> invariants.indexOf(NoCurableLoss.NAME) & 1) != 0;
    }

    @Test
    void lossThatTheFlagMakes_isReportedBesideTheViolation() {
        Runner runner = new Runner(map.subject());
        List<Outcome> losing = losing(runner);
        assertThat(losing).isNotEmpty();
        for (Outcome o : losing) {
            assertThat(names(o.reports())).contains(NoCurableLoss.NAME);
            assertThat(exercised(runner.subject(), o)).isTrue();
            Violation report = o.reports().stream()
                    .filter(r -> r.invariant().equals(NoCurableLoss.NAME))
                    .findFirst()
                    .orElseThrow();
            assertThat(NoCurableLoss.cure(report)).isEqualTo(LastMask.CLEARED);
            assertThat(report.sentence()).contains("ends well without __GFP_NORETRY");
        }
    }

    @Test
    void whatItReports_isWhatTheScenarioWithTheOtherMaskDoes() {
        Outcome losing = losing(new Runner(map.subject())).get(0);
        int caller = 1;
        for (LastMask mask : List.of(LastMask.CLEARED, LastMask.MAYFAIL)) {
            Case other = withParameter(map, caller, "noretry", mask.ordinal());
            Outcome o = new Runner(other.subject()).run(new ReplayPicker(losing.schedule()), 0);
            assertThat(o.violated()).as("%s", mask).isFalse();
        }
    }

    /** Site 51, mm/zswap.c, v4.17, zswap_pool_create, asks without direct reclaim: the flag says nothing. */
    @Test
    void lossThatTheFlagDoesNotMake_isNotReported() {
        Edits zswap = Edits.NONE.withParameter(1, "site", 51).withParameter(1, "order", 0);
        Case inert =
                new Case(new Origin.BuiltIn("bug-bpf-noretry"), zswap.withParameter(0, "used", 56), Profiles.V4_17);
        Runner runner = new Runner(inert.subject());
        List<Outcome> losing = losing(runner);
        assertThat(losing).isNotEmpty();
        for (Outcome o : losing) {
            assertThat(exercised(runner.subject(), o)).isTrue();
            assertThat(names(o.reports())).doesNotContain(NoCurableLoss.NAME);
        }
    }

    /** In the e-mail's view nobody follows the error outwards, and nobody asks what another mask would do. */
    @Test
    void emailsView_doesNotAsk() {
        Subject subject = withParameter(map, 1, "email", 1).subject();
        assertThat(subject.invariants()).noneMatch(i -> i.name().equals(NoCurableLoss.NAME));
    }

    /** A remembering runner may have no world at the end of a run. */
    @Test
    void lookedUpRuns_areJudgedLikeExecutedOnes() {
        Case page = Case.builtIn("flag-at-fault", Profiles.V4_17);
        Runner executing = new Runner(page.subject());
        Runner remembering = Runner.remembering(page.subject(), Runner.STEPS_MAX);
        RandomWalk walk = new RandomWalk();
        int reported = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            Outcome o = executing.run(walk, seed);
            assertThat(remembering.run(walk, seed)).isEqualTo(o);
            assertThat(remembering.finalState()).isEqualTo(executing.finalState());
            reported += names(o.reports()).contains(NoCurableLoss.NAME) ? 1 : 0;
        }
        assertThat(reported).isPositive();
    }

    @Test
    void judging_leavesTheRunAsItWas() {
        Subject with = map.subject();
        Runner runner = new Runner(with);
        Outcome o = losing(runner).get(0);
        World end = with.initial().copy();
        Outcome again = runner.run(new ReplayPicker(o.schedule()), 0, end);
        assertThat(again).isEqualTo(o);
        World watchedByNobody = with.initial().copyFor(List.of());
        new Runner(with).run(new ReplayPicker(o.schedule()), 0, watchedByNobody);
        assertThat(watchedByNobody.reports()).as("no one to report to").isEmpty();
    }
}
