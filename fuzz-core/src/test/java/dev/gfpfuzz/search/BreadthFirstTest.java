package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.BufioMini.Variant;
import dev.gfpfuzz.programs.MempoolMini;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.step.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breadth-first search visits what three independent explorers visited, and its counterexamples are as short as theirs. */
class BreadthFirstTest {
    @ParameterizedTest
    @CsvSource({"2/1/1/1, 604", "2/2/1/1, 5949", "3/2/1/1, 104911"})
    void correctBufioMini_isSilentInAsManyStatesAsKnown(String config, int states) {
        Exploration e = BreadthFirst.exploreAll(BufioMini.subject(Variant.CORRECT, config), Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(e.states()).isEqualTo(states);
    }

    @ParameterizedTest
    @CsvSource({
        "DROPS_LOCK, 2/2/1/1, 35, no-sleep-after-seeing",
        "DROPS_LOCK, 3/2/1/1, 35, no-sleep-after-seeing",
        "WAKES_EARLY, 2/1/1/1, 25, no-deadlock",
        "WAKES_EARLY, 3/2/1/1, 43, no-deadlock"
    })
    void brokenBufioMini_hasAShortestCounterexampleOfTheKnownLength(
            Variant variant, String config, int steps, String invariant) {
        Subject subject = BufioMini.subject(variant, config);
        Exploration e = BreadthFirst.explore(subject, Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.VIOLATED);
        Outcome replayed = new Runner(subject).replay(e.counterexample());
        assertThat(replayed.violation()).isEqualTo(e.violation());
        assertThat(replayed.violation().invariant()).isEqualTo(invariant);
        assertThat(replayed.steps()).isEqualTo(steps).isEqualTo(e.depth());
    }

    @ParameterizedTest
    @CsvSource({
        "NO_RECHECK, 2/1/1/1, 14, no-more-than-kept",
        "NO_RECHECK, 3/2/1/1, 14, no-more-than-kept",
        "EARLY_READ, 3/2/1/1, 27, no-deadlock"
    })
    void brokenMempoolMini_hasAShortestCounterexampleOfTheKnownLength(
            MempoolMini.Variant variant, String config, int steps, String invariant) {
        Exploration e = BreadthFirst.explore(MempoolMini.subject(variant, config), Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(e.violation().invariant()).isEqualTo(invariant);
        assertThat(e.depth()).isEqualTo(steps);
    }

    /** The report is made on steps into states that others reach as well, and earlier. */
    @Test
    void reportsOfEveryStepAreTold() {
        Exploration e =
                BreadthFirst.explore(Case.builtIn("pool-grows", Profiles.V4_17).subject(), Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(e.reports()).extracting(Violation::invariant).containsExactly("no-progress-by-timer");
    }

    /** Unreachable at this size is an answer. */
    @ParameterizedTest
    @CsvSource({
        "DROPS_LOCK, 2/1/1/1",
        "DROPS_LOCK, 2/1/2/1",
        "DROPS_LOCK, 2/2/2/1",
        "DROPS_LOCK, 3/1/2/1",
        "WAKES_EARLY, 2/1/2/1"
    })
    void whereTheBugIsUnreachable_thePropertyHolds(Variant variant, String config) {
        Exploration e = BreadthFirst.explore(BufioMini.subject(variant, config), Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void mempoolWithEarlyRead_holdsWithTwoTasksOneRoundAndTwoElements() {
        Subject subject = MempoolMini.subject(MempoolMini.Variant.EARLY_READ, "2/1/1/2");
        assertThat(BreadthFirst.explore(subject, Bounds.standard()).verdict()).isEqualTo(Verdict.HOLDS);
    }

    /** The reserve is what makes the algorithm live. */
    @Test
    void withoutReserve_evenTheCorrectVariantSleepsForEver() {
        Exploration e = BreadthFirst.explore(BufioMini.subject(Variant.CORRECT, "2/1/1/0"), Bounds.standard());
        assertThat(e.violation().invariant()).isEqualTo("no-deadlock");
    }

    @Test
    void bounds_makeTheVerdictInconclusive() {
        Subject subject = BufioMini.subject(Variant.CORRECT, "2/2/1/1");
        assertThat(BreadthFirst.explore(subject, Bounds.states(100)))
                .extracting(Exploration::verdict, Exploration::boundReached)
                .containsExactly(Verdict.INCONCLUSIVE, "100 states were visited and there are more");
        assertThat(BreadthFirst.explore(subject, Bounds.standard().withDepth(5)).boundReached())
                .isEqualTo("runs of 5 steps were followed and go on");
        assertThat(BreadthFirst.explore(subject, Bounds.standard().withOpen(20)).boundReached())
                .matches("20 of \\d+ states were open at once");
        assertThat(BreadthFirst.explore(subject, Bounds.standard().withStop(() -> true))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }
}
