package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.MempoolMini;
import dev.gfpfuzz.programs.Reference;
import dev.gfpfuzz.programs.Reference.Failure;
import dev.gfpfuzz.programs.Reference.Mode;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.search.DepthFirst.Memory;
import dev.gfpfuzz.search.DepthFirst.Reduction;
import dev.gfpfuzz.step.Chooser;
import dev.gfpfuzz.step.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The searches against each other and against an explorer that shares nothing with them but the machine: it recurses
 * over packed states kept as lists, copies no world, and enumerates answers by trying every sequence.
 */
class CrossCheckTest {
    private static final int STATES_MAX = 12_000;

    /** @param violated whether some run violates something */
    private record Finding(int states, int resting, boolean violated) {}

    private static List<Subject> settings() {
        List<Subject> all = new ArrayList<>();
        for (BufioMini.Variant v : BufioMini.Variant.values()) {
            for (int tasks = 1; tasks <= 2; tasks++) {
                for (int rounds = 1; rounds <= 2; rounds++) {
                    for (int pages = 0; pages <= 3; pages++) {
                        for (int reserved = 0; reserved <= 2; reserved++) {
                            all.add(BufioMini.subject(v, tasks + "/" + rounds + "/" + pages + "/" + reserved));
                        }
                    }
                }
            }
        }
        for (MempoolMini.Variant v : MempoolMini.Variant.values()) {
            for (int tasks = 1; tasks <= 3; tasks++) {
                for (int pages = 0; pages <= 2; pages++) {
                    for (int kept = 1; kept <= 2; kept++) {
                        all.add(MempoolMini.subject(v, tasks + "/1/" + pages + "/" + kept));
                    }
                }
            }
        }
        for (Mode mode : Mode.values()) {
            for (int n = 2; n <= 5; n++) {
                all.add(Reference.reorder(n, mode, Failure.STOPS));
                all.add(Reference.wronglock(n - 1, mode, Failure.STOPS));
                all.add(Reference.twostage(n / 2, n - n / 2, mode, Failure.STOPS));
            }
            all.add(Reference.deadlock01(mode, Failure.STOPS));
            all.add(Reference.account(mode, Failure.STOPS));
            all.add(Reference.lazy01(mode, Failure.STOPS));
            all.add(Reference.bluetoothDriver(mode, Failure.STOPS));
        }
        all.add(Case.builtIn("two-readers", Profiles.V4_17).subject());
        return all;
    }

    @Test
    void allSearchesAgree_onMoreThanTwoHundredSettings() {
        int compared = 0;
        int symmetric = 0;
        for (Subject subject : settings()) {
            Finding naive = naive(subject);
            if (naive == null) {
                continue;
            }
            compared++;
            Exploration nearest = BreadthFirst.exploreAll(subject, Bounds.standard());
            Exploration deepest = DepthFirst.explore(subject, Bounds.standard(), Reduction.NONE, Memory.STATES);
            Exploration reduced = DepthFirst.explore(subject, Bounds.standard(), Reduction.SLEEP_SETS, Memory.STATES);
            Verdict verdict = naive.violated() ? Verdict.VIOLATED : Verdict.HOLDS;
            for (Exploration e : List.of(nearest, deepest, reduced)) {
                assertThat(e.verdict())
                        .as(subject.name() + " " + e.reductions())
                        .isEqualTo(verdict);
                if (verdict == Verdict.HOLDS) {
                    assertThat(e.states())
                            .as(subject.name() + " " + e.reductions())
                            .isEqualTo(naive.states());
                }
            }
            symmetric += symmetryAgrees(subject, nearest) ? 1 : 0;
            if (verdict == Verdict.HOLDS) {
                assertThat(nearest.finalStates() + nearest.stuckStates()).isEqualTo(naive.resting());
                assertThat(deepest.transitions()).isEqualTo(nearest.transitions());
                assertThat(reduced.transitions()).isLessThanOrEqualTo(deepest.transitions());
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(200);
        assertThat(symmetric).isGreaterThanOrEqualTo(80);
    }

    /** @return whether there is a symmetry */
    private static boolean symmetryAgrees(Subject subject, Exploration all) {
        Exploration nearest = BreadthFirst.explore(subject, Bounds.standard());
        Exploration deepest = DepthFirst.explore(subject, Bounds.standard(), Reduction.SYMMETRY, Memory.STATES);
        for (Exploration e : List.of(nearest, deepest)) {
            assertThat(e.verdict()).as(subject.name() + " " + e.reductions()).isEqualTo(all.verdict());
            assertThat(e.states()).isLessThanOrEqualTo(all.verdict() == Verdict.HOLDS ? all.states() : STATES_MAX);
        }
        if (all.verdict() == Verdict.HOLDS) {
            assertThat(nearest.states()).as(subject.name()).isEqualTo(deepest.states());
        } else {
            // A shortest counterexample stays one.
            assertThat(nearest.depth()).as(subject.name()).isEqualTo(all.depth());
        }
        return !nearest.reductions().isEmpty();
    }

    /** @return null if the space is too large for this explorer */
    private static Finding naive(Subject subject) {
        World start = subject.initial().copy();
        Set<List<Long>> seen = new HashSet<>();
        ArrayDeque<long[]> open = new ArrayDeque<>();
        open.add(start.packed());
        seen.add(key(start));
        boolean violated = false;
        int resting = 0;
        while (!open.isEmpty()) {
            long[] packed = open.removeLast();
            World w = start.unpacked(packed);
            boolean rests = true;
            for (int task = 0; task < w.taskCount(); task++) {
                if (!w.isEnabled(task)) {
                    continue;
                }
                rests = false;
                ArrayDeque<List<Integer>> prefixes = new ArrayDeque<>();
                prefixes.add(List.of());
                while (!prefixes.isEmpty()) {
                    List<Integer> prefix = prefixes.removeLast();
                    World successor = start.unpacked(packed);
                    Recorder recorder = new Recorder(prefix);
                    successor.setChooser(recorder);
                    successor.step(task);
                    prefixes.addAll(recorder.alternatives());
                    if (successor.violation() != null) {
                        violated = true;
                    } else if (seen.add(key(successor))) {
                        open.add(successor.packed());
                    }
                }
            }
            if (rests) {
                resting++;
                w.quiesced();
                violated |= w.violation() != null;
            }
            if (seen.size() > STATES_MAX) {
                return null;
            }
        }
        return new Finding(seen.size(), resting, violated);
    }

    /** The packed state without its first octet, the task that ran last. */
    private static List<Long> key(World w) {
        long[] words = w.packed();
        words[0] &= ~0xFFL;
        return Arrays.stream(words).boxed().toList();
    }

    /** Follows a prefix of answers, then answers 0, and knows which other answers there were. */
    private static final class Recorder implements Chooser {
        private final List<Integer> prefix;
        private final List<Integer> answers = new ArrayList<>();
        private final List<Integer> bounds = new ArrayList<>();

        Recorder(List<Integer> prefix) {
            this.prefix = prefix;
        }

        @Override
        public int choose(int bound, String reason) {
            int i = answers.size();
            answers.add(i < prefix.size() ? prefix.get(i) : 0);
            bounds.add(bound);
            return answers.get(i);
        }

        /** Each other answer to each question asked after the prefix. */
        List<List<Integer>> alternatives() {
            List<List<Integer>> all = new ArrayList<>();
            for (int i = prefix.size(); i < answers.size(); i++) {
                for (int other = 1; other < bounds.get(i); other++) {
                    List<Integer> alternative = new ArrayList<>(answers.subList(0, i));
                    alternative.add(other);
                    all.add(alternative);
                }
            }
            return all;
        }
    }
}
