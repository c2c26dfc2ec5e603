package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Symmetry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Targets that are equal without their names have the same answers: put to the test with the candidates of all built-in
 * scenarios. Each is searched, as the shrinker does not.
 */
@Tag("slow")
class TwinsTest {
    private static final int STATES_MAX = 1_500;
    private static final int WALKS = 300;
    private static final Bug NONE = new Bug("no such invariant", "", false, null);

    /** What the search of a target says, but for the choices. */
    private record Said(int states, boolean complete, int switches, int steps) {}

    @Test
    void twinsHaveTheSameSpacesAndLeastRunsOfTheSameLength() {
        int twins = 0;
        int failing = 0;
        for (String name : Scenarios.names()) {
            for (Profile profile : profiles(Scenarios.named(name))) {
                Case of = Case.builtIn(name, profile);
                Subject subject = of.subject();
                if (!Symmetry.anyOrderOfTasks(subject.initial())) {
                    continue;
                }
                Bug bug = bug(subject);
                Map<Object, List<Target>> alike = new LinkedHashMap<>();
                candidates(of)
                        .forEach(t -> alike.computeIfAbsent(t.nameless(), k -> new ArrayList<>())
                                .add(t));
                for (List<Target> group : alike.values()) {
                    if (group.size() > 1) {
                        Said first = said(group.get(0), bug);
                        if (first.complete() || first.states() < STATES_MAX) {
                            for (Target other : group) {
                                assertThat(said(other, bug))
                                        .as("%s beside %s", other, group.get(0))
                                        .isEqualTo(first);
                            }
                            twins += group.size() - 1;
                            failing += first.switches() >= 0 ? group.size() - 1 : 0;
                        }
                    }
                }
            }
        }
        System.out.printf("twins: %d compared, %d with a failing run%n", twins, failing);
        assertThat(twins).isGreaterThan(100);
        assertThat(failing).isPositive();
    }

    private static List<Profile> profiles(Scenario s) {
        return s.expectations().stream().map(e -> Profiles.named(e.profile())).toList();
    }

    private static List<Target> candidates(Case of) {
        Target target = new CaseTarget(of);
        List<Reduction> reductions = new ArrayList<>(target.withoutOneTask());
        reductions.addAll(target.withoutOperations());
        for (Reduction r : target.withoutOneTask()) {
            reductions.addAll(r.smaller().withoutOneTask());
            reductions.addAll(r.smaller().withoutOperations());
        }
        return reductions.stream().map(Reduction::smaller).distinct().toList();
    }

    /** What the first random walk that fails shows, or nothing. */
    private static Bug bug(Subject subject) {
        Runner runner = new Runner(subject);
        for (long seed = 0; seed < WALKS; seed++) {
            Outcome o = runner.run(new RandomWalk(), seed);
            if (o.violation() != null) {
                return Bug.of(o.violation(), o);
            }
        }
        return NONE;
    }

    private static Said said(Target target, Bug bug) {
        Subject subject;
        try {
            subject = target.subject();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return new Said(-1, true, -1, -1);
        }
        LeastRun.Answer a = new LeastRun(subject, bug, STATES_MAX, LeastRun.NO_BOUND, null).find();
        if (a.schedule() == null) {
            // A search that gives up has met as many, in the order of the names.
            return new Said(a.states(), a.complete(), -1, -1);
        }
        Outcome o = new Runner(target.subject()).replay(a.schedule());
        return a.complete() ? new Said(0, true, o.contextSwitches(), o.steps()) : new Said(STATES_MAX, false, -1, -1);
    }
}
