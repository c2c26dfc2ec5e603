package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.BufioMini.Variant;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breadth-first search visits what three independent explorers visited, and its counterexamples are as short as theirs. */
class BreadthFirstTest {
    @ParameterizedTest
    @CsvSource({"2/1/1/1, 604", "2/2/1/1, 5949", "3/2/1/1, 104911"})
    void correctBufioMini_isSilentInAsManyStatesAsKnown(String config, int states) {
        Exploration e = BreadthFirst.explore(BufioMini.subject(Variant.CORRECT, config), Bounds.standard());
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
}
