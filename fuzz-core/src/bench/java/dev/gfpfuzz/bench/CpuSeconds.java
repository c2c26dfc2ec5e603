package dev.gfpfuzz.bench;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.MempoolMini;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Steps (states) per CPU-second on a machine that others use too: short slices of all candidates in turn, so that all
 * meet the same load, and the median of each with its spread. A table on standard output, for {@code docs/benchmarks.md}.
 *
 * <pre>./mvnw -q test-compile -Pbench -pl fuzz-core
 * java -cp fuzz-core/target/classes:fuzz-core/target/test-classes dev.gfpfuzz.bench.CpuSeconds [slices]</pre>
 */
public final class CpuSeconds {
    private static final long SLICE_NANOS = 400_000_000;
    private static final int WARM_UP = 5;

    private CpuSeconds() {}

    public static void main(String[] args) {
        int slices = args.length > 0 ? Integer.parseInt(args[0]) : 11;
        Map<String, LongSupplier> candidates = new LinkedHashMap<>();
        candidates.put("bufio-mini, by hand | steps", byHand());
        Map<String, Subject> subjects = new LinkedHashMap<>();
        subjects.put("bufio-mini", BufioMini.subject(BufioMini.Variant.CORRECT, "3/2/1/1"));
        subjects.put("mempool-mini", MempoolMini.subject(MempoolMini.Variant.CORRECT, "3/2/1/1"));
        subjects.put("two-readers", Case.builtIn("two-readers", Profiles.V4_17).subject());
        subjects.put(
                "dirty-writeback",
                Case.builtIn("dirty-writeback", Profiles.V4_17).subject());
        for (Map.Entry<String, Subject> s : subjects.entrySet()) {
            for (String strategy : List.of("random", "pos", "pct", "surw", "delay-bounded", "feedback", "portfolio")) {
                candidates.put(s.getKey() + ", " + strategy + " | steps", runs(s.getValue(), strategy));
            }
        }
        Subject mini = subjects.get("bufio-mini");
        candidates.put(
                "bufio-mini, breadth-first | states",
                () -> BreadthFirst.exploreAll(mini, Bounds.standard()).states());
        measure(candidates, slices);
    }

    private static void measure(Map<String, LongSupplier> candidates, int slices) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int i = -WARM_UP; i < slices; i++) {
            for (Map.Entry<String, LongSupplier> c : candidates.entrySet()) {
                double rate = slice(c.getValue());
                if (i >= 0) {
                    rates.computeIfAbsent(c.getKey(), k -> new ArrayList<>()).add(rate);
                }
            }
        }
        System.out.println("| what | of | median, M/CPU-second | least | most |");
        System.out.println("|---|---|---|---|---|");
        rates.forEach((name, all) -> {
            double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f |%n",
                    name,
                    sorted[sorted.length / 2],
                    sorted[0],
                    sorted[sorted.length - 1]);
        });
    }

    /** Millions per CPU-second. */
    private static double slice(LongSupplier work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long units = 0;
        long spent;
        do {
            units += work.getAsLong();
            spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        } while (spent < SLICE_NANOS);
        return units * 1e3 / spent;
    }

    private static LongSupplier byHand() {
        PackedBufioMini mini = new PackedBufioMini(3, 2, 1, 1);
        long[] run = {0};
        return () -> {
            long steps = 0;
            for (int i = 0; i < 1000; i++) {
                steps += mini.run(SplitMix64.seedOf(1, run[0]++));
            }
            return steps;
        };
    }

    private static LongSupplier runs(Subject subject, String name) {
        Runner runner = new Runner(subject);
        Strategy strategy = Strategies.parse(name).strategy(subject, Knowledge.NONE);
        long[] run = {0};
        return () -> {
            long steps = 0;
            for (int i = 0; i < 1000; i++) {
                Outcome o = runner.run(strategy, SplitMix64.seedOf(1, run[0]++));
                strategy.endRun(o);
                steps += o.steps();
            }
            return steps;
        };
    }
}
