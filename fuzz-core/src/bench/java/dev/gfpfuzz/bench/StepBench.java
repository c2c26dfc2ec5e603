package dev.gfpfuzz.bench;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Schedules and steps per second of the general engine, invariants on, beside the same model written by hand. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class StepBench {
    /** Steps beside the runs that JMH counts. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Counts {
        public long steps;
    }

    @State(Scope.Thread)
    public static class Engine {
        @Param({"bufio-mini", "mempool-mini", "two-readers", "pressure-rivals", Workload.BUILT_IN, Workload.FULL})
        public String subject;

        @Param({"random", "pos", "pct", "surw", "delay-bounded", "feedback", "portfolio"})
        public String strategy;

        private Workload workload;

        @Setup
        public void prepare() {
            workload = new Workload(subject, strategy);
        }
    }

    @State(Scope.Thread)
    public static class ByHand {
        private final PackedBufioMini mini = new PackedBufioMini(3, 2, 1, 1);
        private long run;
    }

    @Benchmark
    public Outcome engine(Engine e, Counts counts) {
        Outcome o = e.workload.next();
        counts.steps += o.steps();
        return o;
    }

    @Benchmark
    public int byHand(ByHand h, Counts counts) {
        int steps = h.mini.run(SplitMix64.seedOf(1, h.run++));
        if (steps <= 0) {
            throw new AssertionError("the correct mini violated a property");
        }
        counts.steps += steps;
        return steps;
    }
}
