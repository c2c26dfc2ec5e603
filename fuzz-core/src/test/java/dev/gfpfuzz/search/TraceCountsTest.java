package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.programs.Cell;
import dev.gfpfuzz.programs.Reference.Failure;
import dev.gfpfuzz.programs.Reference.Mode;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.DepthFirst.Memory;
import dev.gfpfuzz.search.DepthFirst.Reduction;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many runs differ in more than the order of independent steps (Mazurkiewicz 1977), counted without any search: every
 * interleaving is executed, and its class is the set of ordered pairs of dependent steps.
 *
 * <p>By the book two steps depend on each other when both access one variable and one writes it, whatever it writes. The
 * machine sees what a step changed, so that a write of the value that is there counts as a read, and some classes are one:
 * of wronglock_1 there are 7 by the book and 6 for the machine. Both counts are right, of two relations.
 */
class TraceCountsTest {
    private enum Writes {
        ALL,
        THOSE_THAT_CHANGE
    }

    /** @param place number of the step among its task's */
    private record Step(int task, int place, int part, boolean writes) {
        boolean dependsOn(Step other) {
            return task != other.task && part == other.part && (writes || other.writes);
        }

        @Override
        public String toString() {
            return task + "." + place + (writes ? "w" : "r") + part;
        }
    }

    private final Set<String> classes = new TreeSet<>();
    private final List<Step> run = new ArrayList<>();
    private int interleavings;

    private void count(World w, Writes writes, int[] places) {
        int[] enabled = new int[w.taskCount()];
        int n = w.enabled(enabled);
        if (n == 0) {
            interleavings++;
            classes.add(pairs());
            return;
        }
        for (int i = 0; i < n; i++) {
            int task = enabled[i];
            long access = w.nextAccess(task);
            boolean declared = access == StateView.UNKNOWN || (access & 1) != 0;
            World next = w.copy();
            next.step(task);
            for (int part = 0; part < w.partCount(); part++) {
                if (next.touched(part)) {
                    boolean changes = writes == Writes.ALL
                            || !(w.<Part>look(part) instanceof Cell c)
                            || c.value != next.<Cell>look(part).value;
                    run.add(new Step(task, places[task], part, declared && changes));
                    places[task]++;
                    count(next, writes, places);
                    places[task]--;
                    run.remove(run.size() - 1);
                }
            }
        }
    }

    private String pairs() {
        Set<String> pairs = new TreeSet<>();
        for (int i = 0; i < run.size(); i++) {
            pairs.add(run.get(i).toString());
            for (int j = i + 1; j < run.size(); j++) {
                if (run.get(i).dependsOn(run.get(j))) {
                    pairs.add(run.get(i) + "<" + run.get(j));
                }
            }
        }
        return String.join(" ", pairs);
    }

    private int classes(Subject subject, Writes writes) {
        classes.clear();
        interleavings = 0;
        count(subject.initial().copy(), writes, new int[subject.initial().taskCount()]);
        return classes.size();
    }

    /**
     * What a reduction of runs has to do: the same verdict, never more runs than there are interleavings, also when those are
     * counted that were begun in vain, and strictly fewer where steps are independent. In account and lazy01 all are in
     * conflict.
     */
    @ParameterizedTest
    @CsvSource({
        "reorder_3, 172, true",
        "twostage, 37, true",
        "deadlock01, 6, true",
        "account, 6, false",
        "lazy01, 6, false",
        "wronglock_1, 210, true",
        "bluetooth_driver, 73, true"
    })
    void sameVerdict_neverMoreRuns_strictlyFewerWhereStepsAreIndependent(String program, int all, boolean fewer) {
        Subject counted = ReferenceCountsTest.program(program, Mode.READY, Failure.COUNTS_NOT);
        Exploration x = DepthFirst.explore(counted, Bounds.standard(), Reduction.SLEEP_SETS, Memory.NONE);
        long complete = x.finalStates() + x.stuckStates();
        assertThat(complete + x.leftAsleep()).isLessThanOrEqualTo(all);
        assertThat(complete < all).isEqualTo(fewer);
        assertThat(complete + x.leftAsleep() < all).isEqualTo(fewer);
        Subject stops = ReferenceCountsTest.program(program, Mode.READY, Failure.STOPS);
        assertThat(DepthFirst.explore(stops, Bounds.standard(), Reduction.SLEEP_SETS, Memory.NONE)
                        .verdict())
                .isEqualTo(DepthFirst.explore(stops, Bounds.standard(), Reduction.NONE, Memory.NONE)
                        .verdict());
    }

    /** Interleavings, classes by the book, classes for the machine. */
    @ParameterizedTest
    @CsvSource({
        "reorder_3, 172, 56, 16",
        "twostage, 37, 3, 3",
        "deadlock01, 6, 3, 3",
        "account, 6, 6, 6",
        "lazy01, 6, 6, 6",
        "wronglock_1, 210, 7, 6",
        "bluetooth_driver, 73, 10, 9"
    })
    void sleepSets_runEachClassOnce(String program, int all, int book, int machine) {
        Subject subject = ReferenceCountsTest.program(program, Mode.READY, Failure.COUNTS_NOT);
        assertThat(classes(subject, Writes.ALL)).isEqualTo(book);
        assertThat(interleavings).isEqualTo(all);
        assertThat(classes(subject, Writes.THOSE_THAT_CHANGE)).isEqualTo(machine);
        Exploration x = DepthFirst.explore(subject, Bounds.standard(), Reduction.SLEEP_SETS, Memory.NONE);
        assertThat(x.finalStates() + x.stuckStates()).isEqualTo(machine);
    }
}
