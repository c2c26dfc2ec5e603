package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.actor.LeasedSubtrees;
import dev.gfpfuzz.coordinator.actor.SearchVoidException;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.SplitSearch;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check SCENARIO}: all runs of a scenario, within bounds. Exit code 0 proved, 1 violated, 3 bounds reached. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Searches all runs of a scenario within bounds.",
            "Nearest states come first. HOLDS is a proof within the model, VIOLATED comes with a shortest",
            "counterexample, INCONCLUSIVE says which bound was reached."
        },
        footer = {
            "",
            "Exit code 0 proved, 1 violated, 3 bounds reached.",
            "",
            "Examples:",
            "  ./gfpfuzz check two-readers",
            "  ./gfpfuzz check two-readers --profile mut_renoio",
            "  ./gfpfuzz check shared-blocks --workers 2",
            "  ./gfpfuzz check pressure-clean --listen 127.0.0.1:25520      (see worker --join, and docs/operations.md)"
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Parameters(paramLabel = "SCENARIO", description = "A built-in scenario's name, or a scenario file.")
    String scenario = "";

    @Option(
            names = "--profile",
            paramLabel = "P|FILE",
            defaultValue = "v4_17",
            description = "A built-in profile's name, or a profile file (default: ${DEFAULT-VALUE}).")
    String profile = "v4_17";

    @Option(
            names = "--max-states",
            paramLabel = "N",
            defaultValue = "10000000",
            converter = Numbers.Positive.class,
            description = "Distinct states to visit at most (default: ${DEFAULT-VALUE}).")
    long maxStates = Bounds.STATES_MAX;

    @Option(
            names = "--max-depth",
            paramLabel = "N",
            defaultValue = "20000",
            converter = Numbers.Positive.class,
            description = "Steps of a run to follow at most (default: ${DEFAULT-VALUE}).")
    long maxDepth = Bounds.DEPTH_MAX;

    @Option(
            names = "--for",
            paramLabel = "D",
            converter = Numbers.Duration.class,
            description = "Time to search at most, such as 90s, 10m or 2h (default: no limit).")
    @Nullable
    Long seconds;

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = Numbers.Workers.class,
            description = {
                "Split the search into subtrees for N threads: the same result as without, and the same for every N",
                "(default: one search, and none here where others join)."
            })
    @Nullable
    Long workers;

    @Mixin
    ListenOptions listen;

    CheckCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() {
        Profile p = Inputs.profile(profile);
        Case c = Inputs.scenario(scenario).under(p);
        Subject subject = c.subject();
        long began = System.nanoTime();
        BooleanSupplier over = () ->
                interrupt.getAsBoolean() || seconds != null && (System.nanoTime() - began) / 1_000_000_000L >= seconds;
        interrupt.willStop();
        int depth = (int) Math.min(Integer.MAX_VALUE, maxDepth);
        Searched searched = search(c, subject, new Bounds(maxStates, depth, over));
        Exploration x = searched.exploration();
        double took = (System.nanoTime() - began) / 1e9;
        String token = x.counterexample() == null ? "" : Token.encode(c, x.counterexample());
        if (common.json) {
            console.out().print(Json.text(document(c, subject, searched, token, took)));
        } else {
            print(c, subject, x, token, took);
        }
        return switch (x.verdict()) {
            case HOLDS -> ExitCode.DONE;
            case VIOLATED -> ExitCode.VIOLATION;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }

    /** @param split what the search was split into, null if it was not */
    private record Searched(
            Exploration exploration, @Nullable SplitSearch split) {}

    private Searched search(Case c, Subject subject, Bounds bounds) {
        Listening listening = listen.listening();
        if (listening != null) {
            return searchTogether(c, subject, bounds, listening);
        }
        if (workers == null) {
            return new Searched(BreadthFirst.explore(subject, bounds), null);
        }
        int n = workers.intValue();
        try (SubtreeThreads threads = new SubtreeThreads(n, c::subject, bounds.stop())) {
            return split(subject, bounds, threads, Words.count(n, "worker"));
        }
    }

    private Searched searchTogether(Case c, Subject subject, Bounds bounds, Listening listening) {
        Crew crew = Crew.joining(listening, workers);
        Target target = Target.of(c.scenario(), c.profile());
        CrewNews news = new CrewNews(console.err(), crew);
        try (LeasedSubtrees leased = new LeasedSubtrees(target, listening, crew.here(), news, bounds.stop())) {
            while (true) {
                try {
                    return split(subject, bounds, leased, crew.words());
                } catch (SearchVoidException e) {
                    console.err().println("The search begins anew.");
                }
            }
        }
    }

    private Searched split(Subject subject, Bounds bounds, SplitSearch.Workers who, String crew) {
        SplitSearch search = new SplitSearch(subject, bounds, new Counted(who, console.err()));
        Exploration x = search.explore();
        console.err()
                .println(String.format(
                        Locale.ROOT,
                        "Split into %s for %s; %,d steps executed for %,d transitions.",
                        Words.count(search.subtrees(), "subtree"),
                        crew,
                        search.executed(),
                        x.transitions()));
        return new Searched(x, search);
    }

    private Documents.Check document(Case c, Subject subject, Searched searched, String token, double took) {
        Exploration x = searched.exploration();
        List<Documents.Finding> findings = new ArrayList<>();
        if (x.counterexample() != null) {
            Outcome o = new Runner(c.subject()).replay(x.counterexample());
            findings.add(Documents.Finding.of(c, o, x.violation(), token));
        }
        return new Documents.Check(
                x.verdict().name().toLowerCase(Locale.ROOT),
                Documents.EXHAUSTIVE,
                0,
                x.transitions(),
                took,
                findings,
                visited(x),
                x.transitions(),
                x.depth(),
                c.scenario().name(),
                c.profile().name(),
                x.boundReached(),
                x.reductions(),
                exercised(subject, x, true),
                exercised(subject, x, false),
                searched.split() == null ? null : Documents.Split.of(searched.split()));
    }

    /** Without the one state too many by which a search knows that there are more. */
    private long visited(Exploration x) {
        return Math.min(maxStates, x.states());
    }

    private static List<String> exercised(Subject subject, Exploration x, boolean wanted) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < subject.invariants().size(); i++) {
            if ((x.exercised() >>> i & 1) != 0 == wanted) {
                names.add(subject.invariants().get(i).name());
            }
        }
        return names;
    }

    private void print(Case c, Subject subject, Exploration x, String token, double took) {
        Style style = common.style(console);
        String verdict = Words.verdict(style, x.verdict().name());
        String size = String.format(
                Locale.ROOT,
                "%,d states, %,d transitions, depth %d, %s, %.1f s",
                visited(x),
                x.transitions(),
                x.depth(),
                x.reductions().isEmpty() ? "no reductions" : String.join(" and ", x.reductions()),
                took);
        console.out()
                .println(verdict + ": " + c.scenario().name() + " under "
                        + c.profile().name() + ", " + size);
        switch (x.verdict()) {
            case HOLDS -> holds(subject, x);
            case INCONCLUSIVE -> console.out().println("  " + Words.capital(x.boundReached()) + ".");
            case VIOLATED -> {
                console.out().println();
                console.out().print(Explanation.of(c, x.counterexample(), token).text(console.width(), style));
            }
        }
        for (Violation r : x.reports()) {
            console.out().println("  report  " + r.invariant() + ": " + r.sentence());
        }
    }

    private void holds(Subject subject, Exploration x) {
        console.out().println("  Every run was searched; these hold, and the situation that each is about occurred:");
        for (Invariant i : subject.invariants()) {
            if (exercised(subject, x, true).contains(i.name())) {
                console.out().println("    " + i.name());
            }
        }
        List<String> vacuous = exercised(subject, x, false);
        if (!vacuous.isEmpty()) {
            console.out()
                    .println("  Not tested by this scenario, as their situation never occurs: "
                            + String.join(", ", vacuous) + ".");
        }
    }
}
