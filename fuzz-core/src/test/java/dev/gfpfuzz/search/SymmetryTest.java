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
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.step.Symmetry;
import dev.gfpfuzz.step.World;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States that differ in the names of equal tasks behave alike, so one of them is enough. */
class SymmetryTest {
    private static final String EQUAL_READERS = """
            scenario equal-readers
            memory m pages=0
            dm-bufio c reserved=1 buffers=0
            task A
              b = read c 1
              release c b
            task B
              b = read c 1
              release c b
            """;

    private static Subject readers(String text) {
        return Case.own(ScenarioParser.parse(text, "test"), Profiles.V4_17).subject();
    }

    /** Visits every state for itself, and asks for each class that all of its states lead into the same classes. */
    private static int classes(Subject subject) {
        Symmetry symmetry = Symmetry.of(subject.initial());
        Map<Long, Set<Long>> next = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        ArrayDeque<World> open = new ArrayDeque<>();
        World start = subject.initial().copy();
        open.add(start);
        seen.add(start.hash());
        Odometer odometer = new Odometer();
        int[] enabled = new int[start.taskCount()];
        while (!open.isEmpty()) {
            World w = open.removeLast();
            Set<Long> reached = new TreeSet<>();
            int n = w.enabled(enabled);
            for (int i = 0; i < n; i++) {
                odometer.reset();
                do {
                    World s = w.copy();
                    s.setChooser(odometer);
                    s.step(enabled[i]);
                    reached.add(s.violation() != null ? 0 : symmetry.hash(s));
                    if (s.violation() == null && seen.add(s.hash())) {
                        open.add(s);
                    }
                } while (odometer.advance());
            }
            Set<Long> before = next.putIfAbsent(symmetry.hash(w), reached);
            assertThat(before == null ? reached : before).as(subject.name()).isEqualTo(reached);
        }
        return next.size();
    }

    @ParameterizedTest
    @CsvSource({"2/1/1/1, 604", "2/2/1/1, 5949", "3/1/1/1, 0"})
    void bufioMini_hasFewerClassesThanStates_andTheyBehaveAlike(String config, int states) {
        for (BufioMini.Variant v : BufioMini.Variant.values()) {
            Subject subject = BufioMini.subject(v, config);
            int classes = classes(subject);
            if (v == BufioMini.Variant.CORRECT) {
                Exploration x = BreadthFirst.explore(subject, Bounds.standard());
                assertThat(x.states()).isEqualTo(classes);
                assertThat(x.reductions()).containsExactly("symmetry of " + config.charAt(0) + " tasks");
                assertThat(states == 0 || classes < 0.6 * states).isTrue();
            }
        }
    }

    @Test
    void otherPrograms_behaveAlikeToo() {
        for (MempoolMini.Variant v : MempoolMini.Variant.values()) {
            classes(MempoolMini.subject(v, "2/1/1/1"));
            classes(MempoolMini.subject(v, "3/1/1/1"));
        }
        classes(Reference.reorder(4, Mode.READY, Failure.COUNTS_NOT));
        classes(Reference.wronglock(3, Mode.READY, Failure.COUNTS_NOT));
        classes(Reference.twostage(2, 2, Mode.READY, Failure.COUNTS_NOT));
    }

    @Test
    void equalReadersOfDmBufio_behaveAlike() {
        Subject subject = readers(EQUAL_READERS);
        int classes = classes(subject);
        Exploration all = BreadthFirst.exploreAll(subject, Bounds.standard());
        Exploration fewer = BreadthFirst.explore(subject, Bounds.standard());
        assertThat(fewer.verdict()).isEqualTo(Verdict.HOLDS).isEqualTo(all.verdict());
        assertThat(fewer.states()).isEqualTo(classes);
        assertThat((double) fewer.states()).isLessThan(0.6 * all.states());
        assertThat(fewer.exercised()).isEqualTo(all.exercised());
        assertThat(fewer.reductions()).containsExactly("symmetry of 2 tasks");
    }

    @Test
    void tasksThatDifferInAnything_areNotEqual() {
        assertThat(Symmetry.of(readers(EQUAL_READERS).initial()).trivial()).isFalse();
        String others = EQUAL_READERS.replace("task B\n  b = read c 1", "task B\n  b = read c 2");
        assertThat(Symmetry.of(readers(others).initial()).trivial()).isTrue();
        assertThat(Symmetry.of(BufioMini.subject(BufioMini.Variant.CORRECT, "1/2/1/1")
                                .initial())
                        .trivial())
                .isTrue();
    }

    /** Where a part does not say how it names tasks, every state is visited for itself. */
    @Test
    void worldsWithAnUnknownPart_haveNoSymmetry() {
        String zone = """
                scenario zone
                zone m clean=16 used=32
                task A
                  p = alloc m GFP_KERNEL 0
                  free m p
                task B
                  p = alloc m GFP_KERNEL 0
                  free m p
                """;
        assertThat(Symmetry.of(readers(zone).initial()).trivial()).isTrue();
    }
}
