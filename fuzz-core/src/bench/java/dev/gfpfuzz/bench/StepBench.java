package dev.gfpfuzz.bench;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.MempoolMini;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
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
        @Param({"bufio-mini", "mempool-mini", "two-readers"})
        public String subject;

        @Param({"random", "pos", "pct", "surw", "delay-bounded", "feedback", "portfolio"})
        public String strategy;

        private Runner runner;
        private Strategy picker;
        private long run;

        @Setup
        public void prepare() {
            Subject s = switch (subject) {
                case "bufio-mini" -> BufioMini.subject(BufioMini.Variant.CORRECT, "3/2/1/1");
                case "mempool-mini" -> MempoolMini.subject(MempoolMini.Variant.CORRECT, "3/2/1/1");
                default -> Case.builtIn(subject, Profiles.V4_17).subject();
            };
            runner = new Runner(s);
            picker = Strategies.parse(strategy).strategy(s, Knowledge.NONE);
        }
    }

    @State(Scope.Thread)
    public static class ByHand {
        private final PackedBufioMini mini = new PackedBufioMini(3, 2, 1, 1);
        private long run;
    }

    @Benchmark
    public Outcome engine(Engine e, Counts counts) {
        Outcome o = e.runner.run(e.picker, SplitMix64.seedOf(1, e.run++));
        e.picker.endRun(o);
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
