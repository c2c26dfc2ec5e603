package dev.gfpfuzz.bench;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.DepthFirst;
import dev.gfpfuzz.search.DepthFirst.Memory;
import dev.gfpfuzz.search.DepthFirst.Reduction;
import dev.gfpfuzz.search.Exploration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Distinct states per second of the exhaustive searches on bufio-mini A 3/2/1/1, 104,911 states. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ExhaustiveBench {
    /** States beside the searches that JMH counts. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Counts {
        public long states;
    }

    @State(Scope.Thread)
    public static class Mini {
        private final Subject subject = BufioMini.subject(BufioMini.Variant.CORRECT, "3/2/1/1");
    }

    @Benchmark
    public Exploration breadthFirst(Mini mini, Counts counts) {
        return counted(BreadthFirst.exploreAll(mini.subject, Bounds.standard()), counts);
    }

    @Benchmark
    public Exploration depthFirst(Mini mini, Counts counts) {
        return counted(
                DepthFirst.explore(mini.subject, Bounds.standard(), Reduction.NONE, Memory.STATES), counts);
    }

    private static Exploration counted(Exploration e, Counts counts) {
        counts.states += e.states();
        return e;
    }
}
