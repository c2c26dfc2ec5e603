package dev.gfpfuzz.search;

import dev.gfpfuzz.text.BadInputException;
import dev.gfpfuzz.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The strategies by name. */
public final class Strategies {
    private static final int PCT_DEPTH = 3;

    private static final List<Entry> ENTRIES = List.of(
            new Entry("random", "the random walk: uniform choice at every step"),
            new Entry(
                    "pct",
                    "random priorities with depth - 1 changes; steps=0 estimates the longest run",
                    new Param("depth", PCT_DEPTH, 1, 64),
                    new Param("steps", 0, 0, 1_000_000)),
            new Entry("pos", "random priorities of steps, drawn again after a race"),
            new Entry("surw", "uniform over the orders of the accesses to one thing, drawn for each run"),
            new Entry(
                    "delay-bounded",
                    "the ordinary schedule with a few delays at random steps; steps=0 estimates the longest run",
                    new Param("delays", 3, 0, 64),
                    new Param("steps", 0, 0, 1_000_000)),
            new Entry("feedback", "changes earlier runs that met something new"),
            new Entry("bfs", "exhaustive, nearest states first; random walk where the space does not fit"),
            new Entry("dfs", "exhaustive, every schedule in lexicographic order"));

    /** @param p every parameter of the entry, by name */
    private static Strategy make(String name, Map<String, Integer> p, Piloted subject, Knowledge k) {
        return switch (name) {
            case "random", "bfs" -> new RandomWalk();
            case "pct" -> new Pct(p.get("depth"), steps(p, subject), subject.tasks());
            case "pos" -> new Pos(subject.tasks());
            case "surw" -> new Surw(subject.pilot());
            case "delay-bounded" -> new DelayBounded(p.get("delays"), steps(p, subject), subject.tasks());
            case "feedback" -> new Feedback(k);
            case "dfs" -> new DepthFirstWalk();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int steps(Map<String, Integer> p, Piloted subject) {
        int given = p.get("steps");
        return given > 0 ? given : subject.pilot().longestRun();
    }

    private Strategies() {}

    /** Names without parameters, the default first. */
    public static List<String> names() {
        return all().stream().map(StrategyFactory::name).toList();
    }

    /** Every strategy with its default parameters, the default strategy first. */
    public static List<StrategyFactory> all() {
        List<StrategyFactory> all = new ArrayList<>();
        all.add(new PortfolioFactory());
        ENTRIES.forEach(e -> all.add(new Parsed(e, new TreeMap<>())));
        return all;
    }

    /**
     * @param text {@code name} or {@code name:key=value,key=value}
     * @throws BadInputException with a sentence for the user
     */
    public static StrategyFactory parse(String text) {
        return text.equals("portfolio") ? new PortfolioFactory() : single(text);
    }

    /** {@link #parse} for a strategy that is not made of others. */
    static Piloted.Factory single(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        for (Entry e : ENTRIES) {
            if (e.name().equals(name)) {
                return new Parsed(e, parameters(e, colon < 0 ? "" : text.substring(colon + 1)));
            }
        }
        throw BadInputException.unknown("strategy", name, names());
    }

    private static TreeMap<String, Integer> parameters(Entry e, String text) {
        TreeMap<String, Integer> given = new TreeMap<>();
        if (text.isEmpty()) {
            return given;
        }
        for (String assignment : text.split(",", -1)) {
            int equals = assignment.indexOf('=');
            String key = equals < 0 ? assignment : assignment.substring(0, equals);
            Param param = e.parameter(key);
            if (param == null) {
                String nearest = NearestName.of(key, e.parameterNames());
                throw new BadInputException("Strategy " + e.name() + " has no parameter '" + key + "'; it has "
                        + (e.parameters().isEmpty() ? "none" : String.join(", ", e.parameterNames()))
                        + (nearest == null ? "." : " (did you mean " + nearest + "?)."));
            }
            given.put(key, param.parse(e.name(), equals < 0 ? "" : assignment.substring(equals + 1)));
        }
        return given;
    }

    /** A whole-number parameter. */
    private record Param(String name, int standard, int min, int max) {
        int parse(String strategy, String text) {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new BadInputException("Parameter " + strategy + ":" + name + " is '" + text
                    + "'; it takes a number from " + min + " to " + max + ".");
        }
    }

    private record Entry(String name, String about, List<Param> parameters) {
        Entry(String name, String about, Param... parameters) {
            this(name, about, List.of(parameters));
        }

        @Nullable
        Param parameter(String key) {
            for (Param p : parameters) {
                if (p.name().equals(key)) {
                    return p;
                }
            }
            return null;
        }

        List<String> parameterNames() {
            return parameters.stream().map(Param::name).toList();
        }
    }

    /** @param given the parameters that the user set, sorted */
    private record Parsed(Entry entry, TreeMap<String, Integer> given) implements Piloted.Factory {
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
        public boolean learns() {
            return entry.name().equals("feedback");
        }

        @Override
        public Knowledge merge(Knowledge before, List<Knowledge> learnedInShardOrder) {
            return learns() ? Feedback.merge(before, learnedInShardOrder) : before;
        }

        @Override
        public int pctShare(int depth) {
            return entry.name().equals("pct") && given.getOrDefault("depth", PCT_DEPTH) == depth ? 1000 : 0;
        }

        @Override
        public boolean exhaustive() {
            return entry.name().equals("bfs") || entry.name().equals("dfs");
        }

        @Override
        public Strategy strategy(Piloted subject, Knowledge knowledge) {
            Map<String, Integer> all = new TreeMap<>();
            for (Param p : entry.parameters()) {
                all.put(p.name(), p.standard());
            }
            all.putAll(given);
            return make(entry.name(), all, subject, knowledge);
        }
    }
}
