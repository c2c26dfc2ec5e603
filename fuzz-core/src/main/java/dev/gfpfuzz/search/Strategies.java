package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The strategies by name. */
public final class Strategies {
    /** Runs from which the length of a subject's longest run is estimated. */
    private static final int PILOT_RUNS = 32;

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "portfolio",
                    "several strategies in turn, the random walk in half of the runs (default)",
                    Map.of(),
                    p -> (subject, k) ->
                            new Portfolio(List.of(new RandomWalk(), pct(3, 0, subject), pct(2, 0, subject)))),
            new Entry(
                    "random",
                    "the random walk: uniform choice at every step",
                    Map.of(),
                    p -> (subject, k) -> new RandomWalk()),
            new Entry(
                    "pct",
                    "random priorities with depth - 1 changes; steps=0 estimates the longest run",
                    Map.of("depth", new Range(3, 1, 64), "steps", new Range(0, 0, 1_000_000)),
                    p -> (subject, k) -> pct(p.get("depth"), p.get("steps"), subject)),
            new Entry(
                    "bfs",
                    "exhaustive, nearest states first; random walk where the space does not fit",
                    Map.of(),
                    p -> (subject, k) -> new RandomWalk()),
            new Entry(
                    "dfs",
                    "exhaustive, every schedule in lexicographic order",
                    Map.of(),
                    p -> (subject, k) -> new DepthFirstWalk()));

    private Strategies() {}

    /** Names without parameters, the default first. */
    public static List<String> names() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    /** Every strategy with its default parameters, the default strategy first. */
    public static List<StrategyFactory> all() {
        return ENTRIES.stream()
                .map(e -> (StrategyFactory) new Parsed(e, new TreeMap<>()))
                .toList();
    }

    /**
     * @param text {@code name} or {@code name:key=value,key=value}
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static StrategyFactory parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        for (Entry e : ENTRIES) {
            if (e.name().equals(name)) {
                return new Parsed(e, parameters(e, colon < 0 ? "" : text.substring(colon + 1)));
            }
        }
        throw new IllegalArgumentException("Unknown strategy '" + name + "'; known: " + String.join(", ", names())
                + " (did you mean " + nearest(name, names()) + "?)");
    }

    private static TreeMap<String, Integer> parameters(Entry e, String text) {
        TreeMap<String, Integer> given = new TreeMap<>();
        if (text.isEmpty()) {
            return given;
        }
        for (String assignment : text.split(",", -1)) {
            int equals = assignment.indexOf('=');
            String key = equals < 0 ? assignment : assignment.substring(0, equals);
            Range range = e.parameters().get(key);
            if (range == null) {
                throw new IllegalArgumentException("Strategy " + e.name() + " has no parameter '" + key + "'; it has "
                        + (e.parameters().isEmpty()
                                ? "none"
                                : String.join(", ", new TreeMap<>(e.parameters()).keySet()))
                        + ".");
            }
            given.put(key, range.parse(e.name() + ":" + key, equals < 0 ? "" : assignment.substring(equals + 1)));
        }
        return given;
    }

    private static Pct pct(int depth, int steps, Subject subject) {
        return new Pct(
                depth,
                steps > 0 ? steps : longestRun(subject),
                subject.initial().taskCount());
    }

    /** The longest of a few random runs with fixed seeds: k of the strategies that need one. */
    static int longestRun(Subject subject) {
        Runner runner = new Runner(subject);
        RandomWalk walk = new RandomWalk();
        int longest = 1;
        for (int i = 0; i < PILOT_RUNS; i++) {
            longest =
                    Math.max(longest, runner.run(walk, SplitMix64.seedOf(0, i)).steps());
        }
        return longest;
    }

    private static String nearest(String wrong, List<String> names) {
        String best = names.get(0);
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int d = edits(wrong, name);
            if (d < least) {
                least = d;
                best = name;
            }
        }
        return best;
    }

    /** Levenshtein distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** A whole-number parameter. */
    private record Range(int standard, int min, int max) {
        int parse(String what, String text) {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException(
                    "Parameter " + what + " is '" + text + "'; it takes a number from " + min + " to " + max + ".");
        }
    }

    /** Makes a strategy for a subject. */
    private interface Maker {
        Strategy make(Subject subject, Knowledge knowledge);
    }

    private record Entry(
            String name, String about, Map<String, Range> parameters, Function<Map<String, Integer>, Maker> maker) {}

    /** @param given the parameters that the user set, sorted */
    private record Parsed(Entry entry, TreeMap<String, Integer> given) implements StrategyFactory {
        @Override
        public String name() {
            StringBuilder s = new StringBuilder(entry.name());
            String separator = ":";
            for (Map.Entry<String, Integer> e : given.entrySet()) {
                s.append(separator).append(e.getKey()).append('=').append(e.getValue());
                separator = ",";
            }
            return s.toString();
        }

        @Override
        public String about() {
            return entry.about();
        }

        @Override
        public boolean exhaustive() {
            return entry.name().equals("bfs") || entry.name().equals("dfs");
        }

        @Override
        public Strategy strategy(Subject subject, Knowledge knowledge) {
            Map<String, Integer> all = new TreeMap<>();
            new ArrayList<>(entry.parameters().entrySet())
                    .forEach(e -> all.put(e.getKey(), e.getValue().standard()));
            all.putAll(given);
            return entry.maker().apply(all).make(subject, knowledge);
        }
    }
}
