package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gfpfuzz.programs.Reference;
import dev.gfpfuzz.programs.Reference.Failure;
import dev.gfpfuzz.programs.Reference.Mode;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.World;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known exactly about the reference programs. */
class ReferenceCountsTest {
    static Subject program(String name, Mode mode, Failure failure) {
        return switch (name) {
            case "reorder_3" -> Reference.reorder(3, mode, failure);
            case "twostage" -> Reference.twostage(1, 1, mode, failure);
            case "deadlock01" -> Reference.deadlock01(mode, failure);
            case "account" -> Reference.account(mode, failure);
            case "lazy01" -> Reference.lazy01(mode, failure);
            case "wronglock_1" -> Reference.wronglock(1, mode, failure);
            case "bluetooth_driver" -> Reference.bluetoothDriver(mode, failure);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "reorder_3, READY, 172, 8",
        "twostage, READY, 37, 13",
        "deadlock01, READY, 6, 8",
        "account, READY, 6, 15",
        "lazy01, READY, 6, 11",
        "wronglock_1, READY, 210, 10",
        "bluetooth_driver, READY, 73, 10",
        "reorder_3, CREATED, 502, 11",
        "twostage, CREATED, 180, 15",
        "deadlock01, CREATED, 14, 10",
        "account, CREATED, 58, 18",
        "lazy01, CREATED, 66, 14",
        "bluetooth_driver, CREATED, 110, 12"
    })
    void depthFirst_runsEachInterleavingOnce(String program, Mode mode, int interleavings, int longest) {
        Runner runner = new Runner(program(program, mode, Failure.COUNTS_NOT));
        DepthFirstWalk walk = new DepthFirstWalk();
        int runs = 0;
        int steps = 0;
        do {
            Outcome o = runner.run(walk, 0);
            walk.endRun(o);
            runs++;
            steps = Math.max(steps, o.steps());
        } while (!walk.exhausted());
        assertThat(runs).isEqualTo(interleavings);
        assertThat(steps).isEqualTo(longest);
    }

    @ParameterizedTest
    @CsvSource({
        "reorder_3, READY, 0.049383",
        "twostage, READY, 0.031250",
        "deadlock01, READY, 0.500000",
        "account, READY, 0.333333",
        "lazy01, READY, 0.333333",
        "wronglock_1, READY, 0.226562",
        "bluetooth_driver, READY, 0.039062",
        "reorder_3, CREATED, 0.025034",
        "twostage, CREATED, 0.042969",
        "deadlock01, CREATED, 0.375000",
        "account, CREATED, 0.136285",
        "lazy01, CREATED, 0.521701",
        "bluetooth_driver, CREATED, 0.019531"
    })
    void uniformChoiceFails_asOftenAsComputed(String program, Mode mode, double expected) {
        Subject subject = program(program, mode, Failure.STOPS);
        assertThat(failureProbability(subject.initial().copy(), new HashMap<>()))
                .isCloseTo(expected, within(1e-6));
    }

    /** By dynamic programming over states: the mean over the enabled tasks. The programs make no other choices. */
    static double failureProbability(World w, Map<Long, Double> known) {
        if (w.violation() != null) {
            return 1;
        }
        Double before = known.get(w.hash());
        if (before != null) {
            return before;
        }
        int[] enabled = new int[w.taskCount()];
        int n = w.enabled(enabled);
        if (n == 0) {
            w.quiesced();
            return w.violation() != null ? 1 : 0;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            World next = w.copy();
            next.step(enabled[i]);
            sum += failureProbability(next, known);
        }
        known.put(w.hash(), sum / n);
        return sum / n;
    }
}
