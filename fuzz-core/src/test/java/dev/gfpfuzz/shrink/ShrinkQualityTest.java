package dev.gfpfuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.shrink.SmallFailures.Found;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How good the results are, measured against an independent search of the whole space on 200 different failures of small
 * scenarios.
 */
@Tag("slow")
class ShrinkQualityTest {
    private static final int FAILURES = 200;
    private static final int STATES_MAX = 400_000;

    /** What the independent search says about one bug in one scenario. */
    private record Truth(Measure least, int shortest) {}

    private final Map<String, Truth> truths = new LinkedHashMap<>();
    private final Map<String, Boolean> reachable = new LinkedHashMap<>();

    @Test
    void twoHundredFailures_trueMinimum_short_oneMinimal() {
        int trueMinimum = 0;
        List<Long> micros = new ArrayList<>();
        List<String> bugs = new ArrayList<>();
        for (Found found : SmallFailures.all(FAILURES, 4)) {
            long start = System.nanoTime();
            Shrunk shrunk = Shrinker.shrink(found.of(), found.schedule());
            micros.add((System.nanoTime() - start) / 1000);
            Bug bug = Bug.of(shrunk.outcome().violation(), shrunk.outcome());
            assertThat(bug).isEqualTo(found.bug());
            Truth truth = truths.computeIfAbsent(shrunk.reduced() + " " + bug, k -> truth(shrunk, bug));
            Measure after = shrunk.run().after();
            trueMinimum += isLeast(after, truth) ? 1 : 0;
            assertThat(after.steps()).as("steps, of %s", shrunk).isLessThanOrEqualTo(truth.shortest() * 3 / 2);
            assertNoChoiceIsLeftOver(shrunk, bug);
            assertNoPartIsLeftOver(shrunk, bug);
            bugs.add(bug.toString());
        }
        Collections.sort(micros);
        System.out.printf(
                "shrink quality: %d of %d at the true minimum; %d different bugs; median %d us, 90th percentile %d us,"
                        + " greatest %d us%n",
                trueMinimum,
                FAILURES,
                bugs.stream().distinct().count(),
                micros.get(FAILURES / 2),
                micros.get(FAILURES * 9 / 10),
                micros.get(FAILURES - 1));
        assertThat(trueMinimum).isGreaterThanOrEqualTo(FAILURES * 9 / 10);
    }

    private static Truth truth(Shrunk shrunk, Bug bug) {
        NaiveLeast naive = new NaiveLeast(shrunk.reduced().subject(), bug.invariant(), bug.skeleton(), STATES_MAX);
        return new Truth(naive.least(), naive.shortest());
    }

    private static boolean isLeast(Measure m, Truth truth) {
        return m.contextSwitches() == truth.least().contextSwitches()
                && m.values() == truth.least().values()
                && m.steps() == truth.least().steps()
                && m.schedule().equals(truth.least().schedule());
    }

    /** Setting a choice to 0, or taking it out, gives no smaller run that shows the bug. */
    private static void assertNoChoiceIsLeftOver(Shrunk shrunk, Bug bug) {
        Runner runner = new Runner(shrunk.reduced().subject());
        int[] choices = shrunk.schedule().toArray();
        for (int i = 0; i < choices.length; i++) {
            int[] zero = choices.clone();
            zero[i] = 0;
            int[] without = new int[choices.length - 1];
            System.arraycopy(choices, 0, without, 0, i);
            System.arraycopy(choices, i + 1, without, i, without.length - i);
            for (Schedule s : List.of(Schedule.of(zero), Schedule.of(without))) {
                Outcome o = runner.replay(s);
                boolean smaller = bug.is(o.violation())
                        && o.contextSwitches() < shrunk.outcome().contextSwitches();
                assertThat(smaller).as("choice %d of %s is needed", i, shrunk).isFalse();
            }
        }
    }

    /** Without any single task or operation the bug cannot be reached at all. */
    private void assertNoPartIsLeftOver(Shrunk shrunk, Bug bug) {
        CaseTarget target = new CaseTarget(shrunk.reduced());
        List<Reduction> parts = new ArrayList<>(target.withoutOneTask());
        parts.addAll(target.withoutOperations());
        for (Reduction part : parts) {
            boolean stillThere = reachable.computeIfAbsent(
                    part.smaller() + " " + bug,
                    k -> new NaiveLeast(part.smaller().subject(), bug.invariant(), bug.skeleton(), STATES_MAX)
                            .reachable());
            assertThat(stillThere)
                    .as("%s of %s is needed", part.operations(), part.task())
                    .isFalse();
        }
    }
}
