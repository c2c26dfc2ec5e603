package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.search.RandomWalk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Without a reserve even correct code sleeps for ever: a task fails its last attempt and queues itself when the page has
 * gone back to the allocator, and nobody is left to wake it. A scenario about progress has a reserve, or its text says why
 * it has none; otherwise it reports a bug that nobody made.
 */
class ReservesTest {
    private static final Map<String, String> RESERVES = Map.of(
            "dm-bufio", "reserved",
            "mempool", "min",
            "dm-crypt", "min",
            "kcopyd", "min",
            "post-read", "min",
            "sunrpc", "min",
            "mddev", "min",
            "bioset", "min",
            "snapshot", "min");

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void hasAReserve_orSaysWhyNot(Scenario s) {
        for (ObjectDecl o : s.objects()) {
            String reserve = RESERVES.get(o.kind());
            if (reserve != null
                    && Vocabulary.standard()
                                    .object(o.kind())
                                    .complete(o.params())
                                    .get(reserve)
                            == 0) {
                assertThat(String.join(" ", s.why()))
                        .as("%s has no reserve in %s and must say so, and why", s.name(), o.name())
                        .containsPattern("[Ww]ithout a reserve|no reserve|minimum (of|is) zero");
            }
        }
    }

    @Test
    void withoutAReserve_theCorrectShapeDeadlocks() {
        Scenario none = ScenarioParser.parse(
                ScenarioPrinter.print(Scenarios.named("two-readers"))
                        .replaceAll("(?m)^expect .*\n", "")
                        .replace("scenario two-readers", "scenario none")
                        .replace("pages=0", "pages=1")
                        .replace("reserved=1", "reserved=0"),
                "none.gfz");
        Runner runner = new Runner(Case.own(none, Profiles.V4_17).subject());
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < 1_000; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violated()) {
                assertThat(o.violation().invariant()).isEqualTo("no-deadlock");
                return;
            }
        }
        throw new AssertionError("Two readers without a reserve made progress in 1,000 schedules");
    }
}
