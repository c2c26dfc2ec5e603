package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.BufioMini.Variant;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's own model has no scenario: its schedule alone is shrunk. */
class OwnModelTest {
    @ParameterizedTest
    @CsvSource({
        "DROPS_LOCK, 2/2/1/1, no-sleep-after-seeing, 6, 35",
        "WAKES_EARLY, 2/1/1/1, no-deadlock, 5, 25",
    })
    void tenDifferentSchedules_theLeastOfAllRuns(
            Variant variant, String config, String invariant, int switches, int steps) {
        Supplier<Subject> model = () -> BufioMini.subject(variant, config);
        Measure least = null;
        for (Schedule found : Failures.of(model.get(), 10, invariant)) {
            Outcome before = new Runner(model.get()).replay(found);
            ShrunkRun shrunk = Shrinker.shrink(model, found);
            Bug bug = Bug.of(shrunk.outcome().violation(), shrunk.outcome());
            assertThat(bug).isEqualTo(Bug.of(before.violation(), before));
            assertThat(shrunk.least()).isTrue();
            if (least == null) {
                least = new NaiveLeast(model.get(), bug.invariant(), bug.skeleton(), 100_000).least();
            }
            assertThat(shrunk.after()).isEqualTo(least);
            assertThat(least.contextSwitches()).isEqualTo(switches);
            assertThat(least.steps()).isEqualTo(steps);
        }
    }

    /** In a space too large to be searched the passes are alone. They may end in a minimum of their own. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"0, 8", "20000, 7"})
    void withLittleOrNoSearch_fewSwitchesNevertheless(int states, int switchesMax) {
        Supplier<Subject> model = () -> BufioMini.subject(Variant.DROPS_LOCK, "3/2/1/1");
        Limits limits = new Limits(100_000, 100_000_000, 1_000_000, states, states);
        for (Schedule found : Failures.of(model.get(), 10, "no-sleep-after-seeing")) {
            ShrunkRun shrunk = Shrinker.shrink(model, found, limits, Evaluator.ONE_BY_ONE);
            assertThat(shrunk.least()).isFalse();
            assertThat(shrunk.withinLimits()).isTrue();
            assertThat(shrunk.outcome().violation().invariant()).isEqualTo("no-sleep-after-seeing");
            assertThat(shrunk.after()).isLessThanOrEqualTo(shrunk.before());
            assertThat(shrunk.after().contextSwitches()).isBetween(6, switchesMax);
        }
    }
}
