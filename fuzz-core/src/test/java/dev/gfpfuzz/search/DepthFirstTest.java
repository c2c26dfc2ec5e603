package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.Reference.Failure;
import dev.gfpfuzz.programs.Reference.Mode;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.DepthFirst.Memory;
import dev.gfpfuzz.search.DepthFirst.Reduction;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Depth-first search, with and without what leaves out steps. */
class DepthFirstTest {
    /**
     * One run for each class of runs that differ only in the order of independent steps; {@link TraceCountsTest} counts
     * the classes exactly, and on its own.
     */
    @ParameterizedTest
    @CsvSource({
        "reorder_3, 172, 171",
        "twostage, 37, 36",
        "deadlock01, 6, 3",
        "account, 6, 6",
        "lazy01, 6, 6",
        "wronglock_1, 210, 7",
        "bluetooth_driver, 73, 72"
    })
    void sleepSets_runFewerInterleavings_withTheSameVerdict(String program, int all, int atMost) {
        Subject subject = ReferenceCountsTest.program(program, Mode.READY, Failure.COUNTS_NOT);
        Exploration full = DepthFirst.explore(subject, Bounds.standard(), Reduction.NONE, Memory.NONE);
        Exploration reduced = DepthFirst.explore(subject, Bounds.standard(), Reduction.SLEEP_SETS, Memory.NONE);
        assertThat(full.finalStates() + full.stuckStates()).isEqualTo(all);
        assertThat(reduced.finalStates() + reduced.stuckStates()).isBetween(2L, (long) atMost);
        assertThat(reduced.stuckStates() > 0).isEqualTo(full.stuckStates() > 0);
        Subject checked = ReferenceCountsTest.program(program, Mode.READY, Failure.STOPS);
        for (Reduction reduction : Reduction.values()) {
            assertThat(DepthFirst.explore(checked, Bounds.standard(), reduction, Memory.NONE)
                            .verdict())
                    .isEqualTo(Verdict.VIOLATED);
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE, 2/1/1/1, 604", "SLEEP_SETS, 2/1/1/1, 604", "NONE, 2/2/1/1, 5949", "SLEEP_SETS, 2/2/1/1, 5949"})
    void everyStateIsVisited(Reduction reduction, String config, int states) {
        Subject subject = BufioMini.subject(BufioMini.Variant.CORRECT, config);
        Exploration e = DepthFirst.explore(subject, Bounds.standard(), reduction, Memory.STATES);
        assertThat(e.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(e.states()).isEqualTo(states);
    }

    /** The largest space that is known exactly. All its steps access the one lock, so sleep sets find nothing to save. */
    @Test
    @Tag("slow")
    void onTheLargeSpace_symmetrySavesMost() {
        Subject subject = BufioMini.subject(BufioMini.Variant.CORRECT, "3/2/1/1");
        Exploration all = DepthFirst.explore(subject, Bounds.standard(), Reduction.NONE, Memory.STATES);
        Exploration fewerSteps = DepthFirst.explore(subject, Bounds.standard(), Reduction.SLEEP_SETS, Memory.STATES);
        Exploration fewerStates = DepthFirst.explore(subject, Bounds.standard(), Reduction.SYMMETRY, Memory.STATES);
        assertThat(all.states()).isEqualTo(104_911);
        assertThat(fewerSteps.states()).isEqualTo(104_911);
        assertThat(fewerSteps.transitions()).isLessThanOrEqualTo(all.transitions());
        assertThat(fewerStates.states())
                .isBetween(104_911L / 6, 104_911L / 4)
                .isEqualTo(BreadthFirst.explore(subject, Bounds.standard()).states());
        assertThat(List.of(all, fewerSteps, fewerStates))
                .extracting(Exploration::verdict)
                .containsOnly(Verdict.HOLDS);
    }

    @ParameterizedTest
    @CsvSource({"NONE", "SLEEP_SETS", "SYMMETRY"})
    void counterexamples_areReplayed(Reduction reduction) {
        Subject subject = BufioMini.subject(BufioMini.Variant.DROPS_LOCK, "2/2/1/1");
        Exploration e = DepthFirst.explore(subject, Bounds.standard(), reduction, Memory.STATES);
        Outcome o = new Runner(subject).replay(e.counterexample());
        assertThat(o.violation()).isEqualTo(e.violation());
        assertThat(o.steps()).isEqualTo(e.depth());
    }
}
