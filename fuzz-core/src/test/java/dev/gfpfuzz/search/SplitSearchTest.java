package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.BufioMini.Variant;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search that is split comes to what the search of one comes to. */
class SplitSearchTest {
    /** So many workers, each with a subject of its own, who take subtrees in any order. */
    private static SplitSearch.Workers workers(int n, Supplier<Subject> subjects) {
        Random order = new Random(n);
        List<Subject> each = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            each.add(subjects.get());
        }
        return subtrees -> {
            List<Integer> turns = new ArrayList<>();
            for (int i = 0; i < subtrees.size(); i++) {
                turns.add(i);
            }
            Collections.shuffle(turns, order);
            Subtree.Found[] found = new Subtree.Found[subtrees.size()];
            for (int turn : turns) {
                found[turn] = subtrees.get(turn).search(each.get(order.nextInt(n)), () -> false);
            }
            return Arrays.asList(found);
        };
    }

    private static void agrees(Supplier<Subject> subjects) {
        Exploration one = BreadthFirst.explore(subjects.get(), Bounds.standard());
        SplitSearch first = new SplitSearch(subjects.get(), Bounds.standard(), workers(1, subjects));
        Exploration split = first.explore();
        assertThat(split.verdict()).isEqualTo(one.verdict());
        assertThat(split.reductions()).isEqualTo(one.reductions());
        if (one.verdict() == Verdict.HOLDS) {
            assertThat(List.of(split.states(), split.transitions(), split.finalStates(), split.stuckStates()))
                    .isEqualTo(List.of(one.states(), one.transitions(), one.finalStates(), one.stuckStates()));
            assertThat(split.depth()).isEqualTo(one.depth());
            assertThat(split.exercised()).isEqualTo(one.exercised());
            assertThat(first.executed()).isGreaterThanOrEqualTo(one.transitions());
        } else {
            assertThat(split.violation().invariant()).isEqualTo(one.violation().invariant());
            assertThat(split.depth()).isLessThanOrEqualTo(one.depth());
            Outcome o = new Runner(subjects.get()).replay(split.counterexample());
            assertThat(o.violation().invariant()).isEqualTo(one.violation().invariant());
        }
        for (int n = 2; n <= 5; n += 3) {
            SplitSearch other = new SplitSearch(subjects.get(), Bounds.standard(), workers(n, subjects));
            Exploration again = other.explore();
            assertThat(again).isEqualTo(split);
            assertThat(List.of(other.subtrees(), other.executed()))
                    .isEqualTo(List.of(first.subtrees(), first.executed()));
        }
    }

    @ParameterizedTest
    @CsvSource({"CORRECT, 2/1/1/1", "CORRECT, 2/2/1/1"})
    void bufioMini(Variant variant, String config) {
        agrees(() -> BufioMini.subject(variant, config));
    }

    @Test
    void brokenBufioMini() {
        for (Variant variant : Variant.values()) {
            if (variant != Variant.CORRECT) {
                agrees(() -> BufioMini.subject(variant, "2/2/1/1"));
            }
        }
    }

    @Test
    @Tag("slow")
    void largeBufioMini() {
        agrees(() -> BufioMini.subject(Variant.CORRECT, "3/2/1/1"));
    }

    @ParameterizedTest
    @CsvSource({
        "two-readers, v4_17",
        "two-readers, v3_10",
        "two-readers, mut_renoio",
        "two-readers, mut_release_silent",
        "shared-blocks, v4_17",
        "forget, v4_17",
        "zone-livelock-nofail, v4_17"
    })
    void builtInScenarios(String scenario, String profile) {
        agrees(() -> Case.builtIn(scenario, Profiles.named(profile)).subject());
    }

    @Test
    void boundsAreKept() {
        Supplier<Subject> subjects = () -> BufioMini.subject(Variant.CORRECT, "2/2/1/1");
        Exploration few = new SplitSearch(subjects.get(), Bounds.states(100), workers(2, subjects)).explore();
        assertThat(few.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(few.boundReached()).isEqualTo("100 states were visited and there are more");
        Exploration shallow =
                new SplitSearch(subjects.get(), Bounds.standard().withDepth(7), workers(2, subjects)).explore();
        assertThat(shallow.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(shallow.boundReached()).isEqualTo("runs of 7 steps were followed and go on");
        assertThat(shallow.depth()).isEqualTo(6);
    }

    @Test
    void aSubtreeThatIsTooLarge_handsBackWhatItHasNotComeTo() {
        Subject subject = BufioMini.subject(Variant.CORRECT, "2/2/1/1");
        Subtree.Found all = new Subtree(List.of(Path.START), 6, 1_000).search(subject, () -> false);
        Subtree.Found some = new Subtree(List.of(Path.START), 6, 5).search(subject, () -> false);
        assertThat(all.states()).isGreaterThan(5);
        assertThat(all.open).allMatch(way -> way.length() == 6);
        assertThat(some.states()).isEqualTo(5);
        assertThat(some.open).anyMatch(way -> way.length() < 6);
        Subtree.Found rest = new Subtree(some.open, 6, 1_000).search(subject, () -> false);
        assertThat(rest.openHashes).containsAll(all.openHashes);
    }
}
