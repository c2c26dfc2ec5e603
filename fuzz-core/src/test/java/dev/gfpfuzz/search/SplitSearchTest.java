package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    /** So many workers, each with a subject of its own, who take subtrees in any order, and share nothing but numbers. */
    private static SplitSearch.Workers workers(int n, Supplier<Subject> subjects) {
        Random order = new Random(n);
        List<Subject> each = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            each.add(subjects.get());
        }
        return (subtrees, joined) -> {
            List<Integer> turns = new ArrayList<>();
            for (int i = 0; i < subtrees.size(); i++) {
                turns.add(i);
            }
            Collections.shuffle(turns, order);
            SubtreeResult[] found = new SubtreeResult[subtrees.size()];
            for (int turn : turns) {
                Subtree received = Subtree.ofWords(subtrees.get(turn).toWords());
                SubtreeResult r = received.search(each.get(order.nextInt(n)), () -> false);
                found[turn] = SubtreeResult.of(r.exercised(), r.hashes(), r.numbers());
            }
            Arrays.asList(found).forEach(joined);
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
            assertThat(List.of(other.subtrees(), other.executed(), other.digest()))
                    .isEqualTo(List.of(first.subtrees(), first.executed(), first.digest()));
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

    /** What a subtree hands back is shared out among others of other lengths, and each state still is met at its depth. */
    @ParameterizedTest
    @CsvSource({"two-readers, v4_17", "shared-blocks, v4_17", "zone-livelock-nofail, v4_17"})
    void subtreesOfAFewStates_comeToTheSame(String scenario, String profile) {
        Supplier<Subject> subjects =
                () -> Case.builtIn(scenario, Profiles.named(profile)).subject();
        Exploration one = BreadthFirst.explore(subjects.get(), Bounds.standard());
        for (int statesMax = 1; statesMax <= 7; statesMax += 3) {
            SplitSearch search =
                    new SplitSearch(subjects.get(), Bounds.standard(), workers(2, subjects), 3, 3, statesMax);
            Exploration split = search.explore();
            assertThat(split.depth()).isEqualTo(one.depth());
            assertThat(List.of(split.verdict(), split.states(), split.transitions(), split.exercised()))
                    .isEqualTo(List.of(one.verdict(), one.states(), one.transitions(), one.exercised()));
        }
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
        Subtree root = new Subtree(List.of(Path.START), 6, 1_000, 1_000);
        Subtree small = new Subtree(List.of(Path.START), 6, 5, 1_000);
        SubtreeResult all = root.search(subject, () -> false);
        SubtreeResult some = small.search(subject, () -> false);
        assertThat(all.expanded()).isGreaterThan(5);
        assertThat(open(root, all)).allMatch(way -> way.length() == 6);
        assertThat(some.expanded()).isEqualTo(5);
        assertThat(open(small, some)).anyMatch(way -> way.length() < 6);
        Subtree rest = new Subtree(open(small, some), 6, 1_000, 1_000);
        assertThat(openHashes(rest.search(subject, () -> false))).containsAll(openHashes(all));
    }

    /** Numbers that came from elsewhere: what is wrong with them is seen before they are used. */
    @Test
    void resultsThatContradictThemselves() {
        Subject subject = Case.builtIn("two-readers", Profiles.named("v4_17")).subject();
        Subtree root = new Subtree(List.of(Path.START), 4, 1_000, 1_000);
        SubtreeResult good = root.search(subject, () -> false);
        assertThat(root.contradiction(good, subject)).isEmpty();
        assertThat(root.contradiction(SubtreeResult.stopped(), subject)).contains("it expanded 0 states");
        Subtree few = new Subtree(List.of(Path.START), 4, 2, 1_000);
        assertThat(few.contradiction(good, subject)).contains("where 1 to 2 were asked for");
        assertThat(root.contradiction(few.search(subject, () -> false), subject))
                .contains("it left states open");
        Subtree near = new Subtree(List.of(Path.START), 3, 1_000, 1_000);
        assertThat(near.contradiction(good, subject)).isEqualTo("it went beyond step 3");
        // The first state, with a rule broken in it, and with something reported in it, which is not so.
        long[] start = {good.hashes()[0]};
        SubtreeResult broken = SubtreeResult.of(0, start, new int[] {1, 1, 0, 0, 0, 0, 0, 0});
        assertThat(root.contradiction(broken, subject)).isEqualTo("its violation does not reproduce");
        SubtreeResult told = SubtreeResult.of(0, start, new int[] {1, 0, 0, 1, 0, 0, 0, 0, 0});
        assertThat(root.contradiction(told, subject)).isEqualTo("its report does not reproduce");
        SubtreeResult elsewhere = SubtreeResult.of(0, start, new int[] {1, 0, 0, 0, 0, 1, 0, 0});
        assertThat(root.contradiction(elsewhere, subject)).contains("1; 0 to 0 is accepted");
    }

    @Test
    void numbersThatAreNoResult() {
        assertThatThrownBy(() -> SubtreeResult.of(0, new long[1], new int[] {2}))
                .hasMessage("Number 0 is 2; 0 to 1 is accepted");
        assertThatThrownBy(() -> SubtreeResult.of(0, new long[0], new int[3]))
                .hasMessage("A number is missing after 3");
        assertThatThrownBy(() -> SubtreeResult.of(0, new long[0], new int[5])).hasMessage("1 numbers too many");
        assertThatThrownBy(() -> Subtree.ofWords(3, 1, 1, 1, 1, 0)).hasMessage("Number 4 is 1; 0 to 0 is accepted");
    }

    private static List<Path> open(Subtree of, SubtreeResult r) {
        return Arrays.asList(of.ways(r)).subList(r.expanded(), r.met());
    }

    private static List<Long> openHashes(SubtreeResult r) {
        return Arrays.stream(r.hashes()).boxed().toList().subList(r.expanded(), r.met());
    }
}
