package dev.gfpfuzz.bench;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Steps (states) per CPU-second on a machine that others use too: short slices of all candidates in turn, so that all
 * meet the same load, and the median of each with its spread; then ratios, each the median over the rounds. Tables on
 * standard output, for {@code docs/benchmarks.md}.
 *
 * <pre>./mvnw -q test-compile -Pbench -pl fuzz-core
 * java -XX:+UseParallelGC -cp fuzz-core/target/classes:fuzz-core/target/test-classes dev.gfpfuzz.bench.CpuSeconds [rounds [what]]</pre>
 *
 * <p>{@code what}: only candidates whose names begin with it, {@code bufio-mini}. The fewer models a JVM has met, the better its
 * code fits them; {@code scripts/bench} does both.
 */
public final class CpuSeconds {
    private static final long SLICE_NANOS = 300_000_000;
    private static final int WARM_UP = 3;
    private static final List<String> STRATEGIES =
            List.of("random", "pos", "pct", "surw", "delay-bounded", "feedback", "portfolio");
    private static final String BY_HAND = "bufio-mini, by hand";
    private static final String BREADTH_FIRST = "bufio-mini A 3/2/1/1, breadth-first";

    private static final Map<String, String> ASKED = Map.of(
            "bufio-mini, random", "10", BREADTH_FIRST, "0.8", "full-allocator, portfolio", "1", "generated-full, portfolio", "1");

    private CpuSeconds() {}

    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 11;
        String what = args.length > 1 ? args[1] : "";
        Map<String, LongSupplier> candidates = new LinkedHashMap<>();
        candidates.put(BY_HAND, byHand());
        for (String subject : List.of("bufio-mini", "mempool-mini", "two-readers", "pressure-rivals")) {
            for (String strategy : STRATEGIES) {
                candidates.put(subject + ", " + strategy, runs(new Workload(subject, strategy)));
            }
            candidates.put(subject + ", portfolio, looked up", runs(new Workload(subject, "portfolio", true)));
        }
        for (String many : List.of(Workload.BUILT_IN, Workload.FULL, Workload.GENERATED_FULL)) {
            candidates.put(many + ", portfolio", runs(new Workload(many, "portfolio")));
        }
        Subject mini = Workload.subjects("bufio-mini").get(0);
        candidates.put(
                BREADTH_FIRST,
                () -> BreadthFirst.exploreAll(mini, Bounds.standard()).states());
        candidates.keySet().removeIf(name -> !name.startsWith(what));
        print(measure(candidates, rounds));
    }

    private static void print(Map<String, List<Double>> rates) {
        System.out.println("| what | M steps (states) per CPU-second, median | least | most | asked for |");
        System.out.println("|---|---|---|---|---|");
        rates.forEach((name, all) -> row(name, all, ASKED.getOrDefault(name, "")));
        System.out.println();
        System.out.println("| ratio | median | least | most | asked for |");
        System.out.println("|---|---|---|---|---|");
        ratio(rates, "bufio-mini, random : by hand", "bufio-mini, random", BY_HAND, "0.167");
        for (String subject : List.of("bufio-mini", "mempool-mini", "two-readers", "pressure-rivals")) {
            ratio(
                    rates,
                    subject + ", cost of a step of pos : random",
                    subject + ", random",
                    subject + ", pos",
                    "2 at most");
        }
    }

    private static void ratio(Map<String, List<Double>> rates, String name, String of, String to, String asked) {
        if (rates.containsKey(of) && rates.containsKey(to)) {
            row(name, ratios(rates, of, to), asked);
        }
    }

    private static void row(String what, List<Double> all, String asked) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %s |%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                asked);
    }

    private static List<Double> ratios(Map<String, List<Double>> rates, String of, String to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rates.get(of).size(); i++) {
            ratios.add(rates.get(of).get(i) / rates.get(to).get(i));
        }
        return ratios;
    }

    private static Map<String, List<Double>> measure(Map<String, LongSupplier> candidates, int rounds) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int i = -WARM_UP; i < rounds; i++) {
            for (Map.Entry<String, LongSupplier> c : candidates.entrySet()) {
                double rate = slice(c.getValue());
                if (i >= 0) {
                    rates.computeIfAbsent(c.getKey(), k -> new ArrayList<>()).add(rate);
                }
            }
        }
        return rates;
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

    private static LongSupplier runs(Workload workload) {
        return () -> {
            long steps = 0;
            for (int i = 0; i < 1000; i++) {
                steps += workload.next().steps();
            }
            return steps;
        };
    }
}
