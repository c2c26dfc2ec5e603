package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.programs.NamedPool;
import dev.gfpfuzz.programs.NamedPool.Declared;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.search.DepthFirst.Memory;
import dev.gfpfuzz.search.DepthFirst.Reduction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** States that differ in the numbers of equal buffers behave alike: the search that knows says the same about fewer. */
class ItemSymmetryTest {
    private static final Bounds BOUNDS = Bounds.states(4_000);

    private static final List<String> PROGRAMS = List.of(
            "task A\n  b = read c 1\n  release c b\n  b = read c 2\n  release c b\ntask B\n  b = read c 3\n  release c b\n",
            "task A\n  b = new c 1\n  mark_dirty c b\n  release c b\n  write c\ntask B\n  b = get c 1\n  release c b\n",
            "task A\n  prefetch c 1 2\ntask B\n  b = read c 2\n  release c b\n  forget c 2\n",
            "task A\n  b = read c 1\n  release c b\ntask B\n  b = read c 1\n  release c b\n");

    private record Setting(Subject subject, int buffers) {}

    private static List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        for (String profile : List.of("v4_17", "v3_10", "mut_renoio", "mut_find_once")) {
            for (int pages = 0; pages <= 2; pages++) {
                for (int reserved = 0; reserved <= 2; reserved++) {
                    for (int buffers = 1; buffers <= 2; buffers++) {
                        for (String program : PROGRAMS) {
                            String text = "scenario buffers\nmemory m pages=" + pages + "\ndm-bufio c reserved="
                                    + reserved + " buffers=" + buffers + "\n" + program;
                            Case of = Case.own(ScenarioParser.parse(text, "test"), Profiles.named(profile));
                            all.add(new Setting(of.subject(), reserved + buffers));
                        }
                    }
                }
            }
        }
        return all;
    }

    @Test
    void sameVerdict_neverMoreStates_onMoreThanTwoHundredSettings() {
        int compared = 0;
        int fewer = 0;
        for (Setting s : settings()) {
            Exploration all = BreadthFirst.exploreAll(s.subject(), BOUNDS);
            if (all.verdict() == Verdict.INCONCLUSIVE) {
                continue;
            }
            compared++;
            fewer += agrees(s.subject(), all) ? 1 : 0;
        }
        assertThat(compared).isGreaterThanOrEqualTo(200);
        assertThat(fewer).isGreaterThanOrEqualTo(100);
    }

    /** @return whether fewer states were visited */
    private static boolean agrees(Subject subject, Exploration all) {
        Exploration reduced = BreadthFirst.explore(subject, Bounds.standard());
        assertThat(reduced.verdict()).as(subject.name()).isEqualTo(all.verdict());
        assertThat(reduced.states()).as(subject.name()).isLessThanOrEqualTo(all.states());
        if (all.verdict() == Verdict.VIOLATED) {
            assertThat(reduced.violation().invariant())
                    .isEqualTo(all.violation().invariant());
            assertThat(reduced.depth())
                    .as("a shortest counterexample stays one")
                    .isEqualTo(all.depth());
            Outcome o = new Runner(subject).replay(reduced.counterexample());
            assertThat(o.violation()).isEqualTo(reduced.violation());
        } else {
            assertThat(reduced.exercised()).isEqualTo(all.exercised());
            assertThat(DepthFirst.explore(subject, Bounds.standard(), Reduction.SYMMETRY, Memory.STATES)
                            .states())
                    .isEqualTo(reduced.states());
        }
        return reduced.states() < all.states();
    }

    /** Where two buffers are used, the order in which they were filled is forgotten. */
    @Test
    void twoBuffersOfOneClient_areFewerStates_andToldOf() {
        String text = "scenario two-buffers\nmemory m pages=0\ndm-bufio c reserved=2 buffers=0\n" + PROGRAMS.get(0);
        Subject subject =
                Case.own(ScenarioParser.parse(text, "test"), Profiles.V4_17).subject();
        Exploration all = BreadthFirst.exploreAll(subject, Bounds.standard());
        Exploration fewer = BreadthFirst.explore(subject, Bounds.standard());
        assertThat(all.verdict()).isEqualTo(Verdict.HOLDS).isEqualTo(fewer.verdict());
        assertThat(fewer.states()).isLessThan(all.states());
        assertThat(fewer.reductions()).containsExactly("symmetry of 2 buffers of c");
        assertThat(all.reductions()).isEmpty();
    }

    /** Items that are known by what is said about them are as many states as items that are counted. */
    @ParameterizedTest
    @CsvSource({"2, 1", "2, 2", "2, 3", "3, 2", "3, 3", "4, 3"})
    void namedItems_areAsManyStatesAsCountedOnes(int tasks, int items) {
        Exploration named = BreadthFirst.explore(NamedPool.subject(tasks, items, Declared.ALL), Bounds.standard());
        Exploration counted = BreadthFirst.explore(NamedPool.counted(tasks, items), Bounds.standard());
        Exploration all = BreadthFirst.exploreAll(NamedPool.subject(tasks, items, Declared.ALL), Bounds.standard());
        assertThat(named.states()).isEqualTo(counted.states());
        assertThat(named.verdict()).isEqualTo(Verdict.HOLDS).isEqualTo(all.verdict());
        assertThat(named.states() < all.states()).isEqualTo(items > 1 || tasks > 1);
    }

    /** What is compared above tells a model that says too little, or that says its numbers mean nothing when they do. */
    @ParameterizedTest
    @EnumSource(
            value = Declared.class,
            names = {"NOT_WHAT_A_TASK_HOLDS", "ALTHOUGH_THE_LAST_IS_SPECIAL"})
    void aWrongDeclaration_isNoticed(Declared wrong) {
        Subject subject = NamedPool.subject(1, 2, wrong);
        Exploration all = BreadthFirst.exploreAll(subject, Bounds.standard());
        Exploration reduced = BreadthFirst.explore(subject, Bounds.standard());
        assertThat(all.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(reduced.verdict()).isNotEqualTo(all.verdict());
    }

    /** A frame that does not say which of its fields hold numbers costs states, and no soundness. */
    @Test
    void silence_costsStatesOnly() {
        Exploration silent = BreadthFirst.explore(NamedPool.subject(2, 3, Declared.NOTHING), Bounds.standard());
        Exploration said = BreadthFirst.explore(NamedPool.subject(2, 3, Declared.ALL), Bounds.standard());
        assertThat(silent.verdict()).isEqualTo(said.verdict());
        assertThat(silent.states()).isGreaterThan(said.states());
    }
}
