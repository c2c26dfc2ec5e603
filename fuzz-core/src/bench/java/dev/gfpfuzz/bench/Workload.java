package dev.gfpfuzz.bench;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.programs.MempoolMini;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Fidelity;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Runs of one or more subjects with one strategy, in turns of so many runs each, as shards of a campaign are. Invariants
 * are on.
 */
final class Workload {
    /** Every built-in scenario that holds under v4_17: what {@code run --profile v4_17} runs. */
    static final String BUILT_IN = "built-in";
    /** Those of them that are over the full page allocator. */
    static final String FULL = "full-allocator";
    /** Scenarios of the generator over the full page allocator. */
    static final String GENERATED_FULL = "generated-full";

    private static final int TURN = 200;
    private static final int GENERATED = 40;

    private final List<Runner> runners = new ArrayList<>();
    private final List<Strategy> strategies = new ArrayList<>();
    private long run;

    Workload(String name, String strategy) {
        this(name, strategy, false);
    }

    /** @param remembering whether a step that an earlier run executed is looked up, as in campaigns */
    Workload(String name, String strategy, boolean remembering) {
        for (Subject s : subjects(name)) {
            runners.add(remembering ? Runner.remembering(s, Runner.STEPS_MAX) : new Runner(s));
            strategies.add(Strategies.parse(strategy).strategy(s, Knowledge.NONE));
        }
    }

    static List<Subject> subjects(String name) {
        return switch (name) {
            case "bufio-mini" -> List.of(BufioMini.subject(BufioMini.Variant.CORRECT, "3/2/1/1"));
            case "mempool-mini" -> List.of(MempoolMini.subject(MempoolMini.Variant.CORRECT, "3/2/1/1"));
            case BUILT_IN -> holding().stream().map(Workload::subject).toList();
            case FULL -> holding().stream()
                    .filter(s -> Fidelity.of(s) == Fidelity.FULL)
                    .map(Workload::subject)
                    .toList();
            case GENERATED_FULL -> generatedFull();
            default -> List.of(subject(Scenarios.named(name)));
        };
    }

    private static List<Scenario> holding() {
        return Scenarios.all().stream()
                .filter(s -> s.expectations().stream().noneMatch(e -> e.profile().equals("v4_17") && !e.holds()))
                .toList();
    }

    private static Subject subject(Scenario s) {
        return Case.builtIn(s.name(), Profiles.V4_17).subject();
    }

    private static List<Subject> generatedFull() {
        Profile profile = Profiles.V4_17;
        return LongStream.range(0, 1_000)
                .mapToObj(seed -> Case.generated(seed, ScenarioGenerator.Mode.VALID, profile))
                .filter(c -> Fidelity.of(c.scenario()) == Fidelity.FULL)
                .limit(GENERATED)
                .map(Case::subject)
                .toList();
    }

    /** One run of the subject whose turn it is. */
    Outcome next() {
        int turn = (int) (run / TURN % runners.size());
        Outcome o = runners.get(turn).run(strategies.get(turn), SplitMix64.seedOf(1, run++));
        strategies.get(turn).endRun(o);
        return o;
    }
}
