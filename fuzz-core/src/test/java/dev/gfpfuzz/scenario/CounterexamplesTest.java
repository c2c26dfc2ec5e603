package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.shrink.Shrinker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever exhaustive search finds has a token that replays it: runs that end, and runs that never do. */
class CounterexamplesTest {
    private static final Bounds BOUNDS = Bounds.states(1_500);

    @Test
    void everyCounterexampleIsReplayedByItsToken() {
        int violated = 0;
        for (String profile : List.of("v3_10", "mut_bufio_retries", "v4_17")) {
            for (Scenario s : Scenarios.all()) {
                Case c = Case.builtIn(s.name(), Profiles.named(profile));
                Exploration x = BreadthFirst.explore(c.subject(), BOUNDS);
                if (x.verdict() == Verdict.VIOLATED) {
                    violated++;
                    replays(c, x);
                }
            }
        }
        assertThat(violated).isGreaterThan(30);
    }

    /** A costly request without IO goes round for ever: the steps lead to a state and once around. */
    @Test
    void aLivelockIsACircle() {
        Case c = Case.builtIn("zone-livelock-costly", Profiles.V4_17);
        Exploration x = BreadthFirst.explore(c.subject(), BOUNDS);
        assertThat(x.violation().invariant()).isEqualTo("no-livelock");
        String token = replays(c, x);
        Explanation e = Explanation.of(c, x.counterexample(), token);
        assertThat(e.trace()).contains("from here the run goes round and round", "everything is as it was before step");
        assertThat(e.text(100, Style.PLAIN))
                .contains("Livelock: after step", "the circle: after this step", "./gfpfuzz replay " + token);
        assertThat(Shrinker.shrink(c, x.counterexample()).outcome())
                .isEqualTo(new Runner(c.subject()).replay(x.counterexample()));
    }

    private static String replays(Case c, Exploration x) {
        String token = Token.encode(c, x.counterexample());
        Reproduction r = Token.decode(token, Token.Sources.BUILT_IN);
        assertThat(r.schedule()).isEqualTo(x.counterexample());
        Outcome o = new Runner(r.theCase().subject()).replay(r.schedule());
        assertThat(o.violation()).as(token).isEqualTo(x.violation());
        return token;
    }
}
