package dev.gfpfuzz.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run comes to does not depend on whether its steps were executed or looked up. */
class StateGraphTest {
    private static final int STEPS_MAX = 3_000;

    static List<String> scenarios() {
        return Scenarios.names();
    }

    /** @return violated runs */
    private static int sameRuns(Subject subject, String strategy, int runs, int statesMax) {
        int violated = 0;
        StateGraph graph = new StateGraph(subject, statesMax);
        Runner remembering = new Runner(subject, STEPS_MAX, graph);
        Runner executing = new Runner(subject, STEPS_MAX);
        Strategy one = Strategies.parse(strategy).strategy(subject, Knowledge.NONE);
        Strategy other = Strategies.parse(strategy).strategy(subject, Knowledge.NONE);
        for (int i = 0; i < runs; i++) {
            long seed = SplitMix64.seedOf(7, i);
            Outcome looked = remembering.run(one, seed);
            Outcome executed = executing.run(other, seed);
            assertThat(looked)
                    .as("run %s of %s by %s", i, subject.name(), strategy)
                    .isEqualTo(executed);
            assertThat(remembering.finalState()).isEqualTo(executing.finalState());
            one.endRun(looked);
            other.endRun(executed);
            violated += executed.violated() ? 1 : 0;
        }
        assertThat(graph.size()).isLessThanOrEqualTo(statesMax);
        assertThat(one.learned()).isEqualTo(other.learned());
        return violated;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyBuiltInScenarioRunsAlike(String scenario) {
        Subject subject = Case.builtIn(scenario, Profiles.named("v4_17")).subject();
        sameRuns(subject, "portfolio", 60, StateGraph.STATES_MAX);
    }

    /** The graph ends in the middle of a cycle, so that who tells of it has not seen its beginning. */
    @Test
    void aLivelockHalfOfWhichIsLookedUp_isFoundAlike() {
        Profile profile = Profiles.named("pre_sunrpc-workers");
        Subject subject = Case.generated(167, ScenarioGenerator.Mode.CONTRACT_BREAKING, profile)
                .subject();
        Runner remembering = Runner.remembering(subject, Runner.STEPS_MAX);
        Runner executing = new Runner(subject);
        RandomWalk walk = new RandomWalk();
        for (long seed = 0; seed < 12; seed++) {
            Outcome executed = executing.run(walk, seed);
            assertThat(remembering.run(walk, seed)).as("seed %d", seed).isEqualTo(executed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "pct:depth=3", "pos", "surw", "delay-bounded", "feedback", "portfolio"})
    void everyStrategyPicksAlike(String strategy) {
        for (BufioMini.Variant variant : BufioMini.Variant.values()) {
            sameRuns(BufioMini.subject(variant, "3/2/1/1"), strategy, 2_000, StateGraph.STATES_MAX);
        }
    }

    /** Where the graph ends, the run goes on without it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40, 500})
    void aGraphThatIsFullIsLeft(int statesMax) {
        for (String scenario : List.of("two-readers", "io-errors", "zone-two-tasks", "bug-mempool-first-round")) {
            Subject subject = Case.builtIn(scenario, Profiles.named("v4_17")).subject();
            sameRuns(subject, "random", 300, statesMax);
        }
    }

    /** What breaks a livelock's rule is the course of a run: it is found beside the graph, and where the graph was left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 40, StateGraph.STATES_MAX})
    void livelocksAreFoundAlike(int statesMax) {
        for (String scenario : List.of("zone-livelock-nofail", "zone-livelock-costly")) {
            Subject subject = Case.builtIn(scenario, Profiles.named("v4_17")).subject();
            for (String strategy : List.of("random", "pct:depth=3", "pos")) {
                assertThat(sameRuns(subject, strategy, 60, statesMax)).isPositive();
            }
        }
    }

    @Test
    void reportsAndViolationsAreThoseOfTheRun() {
        for (String profile : List.of("mut_renoio", "v3_10")) {
            for (String scenario : List.of("two-readers", "pool-grows", "call-site-flags")) {
                Profile p = Profiles.named(profile);
                sameRuns(Case.builtIn(scenario, p).subject(), "portfolio", 500, StateGraph.STATES_MAX);
            }
        }
    }

    /** A random walk that looks at all that a picker may look at, at every step. */
    private static final class Looker implements Picker {
        private final SplitMix64 random = new SplitMix64(0);
        private final boolean atWorlds;
        private final List<Object> seen = new ArrayList<>();

        /** @param atWorlds whether it looks at the state itself, now and then */
        Looker(boolean atWorlds) {
            this.atWorlds = atWorlds;
        }

        @Override
        public void startRun(long seed) {
            random.reseed(seed);
            seen.clear();
        }

        @Override
        public int nextTask(StateView at, int[] enabled, int n) {
            look(at, List.of(n, enabled[0], enabled[n - 1]));
            return random.nextInt(n);
        }

        @Override
        public void onlyTask(StateView at, int task) {
            look(at, List.of(1, task, task));
        }

        private void look(StateView at, List<Integer> enabled) {
            seen.add(enabled);
            seen.add(at.running());
            for (int i = 0; i < at.taskCount(); i++) {
                seen.add(at.standing(i));
                seen.add(at.nextAccess(i));
            }
            if (atWorlds && random.nextInt(3) == 0) {
                World w = at.world();
                seen.add(w.hash());
                int[] out = new int[w.taskCount()];
                int n = w.enabled(out);
                seen.add(List.of(w.running(), w.steps(), n, out[0]));
            }
        }

        @Override
        public int nextValue(StateView at, int bound, String reason) {
            seen.add(reason + bound);
            return random.nextInt(bound);
        }
    }

    /** Who picks sees the same whether steps are executed or looked up, the state itself included. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pickersSeeTheSame(boolean atWorlds) {
        for (String scenario :
                List.of("two-readers", "pressure-clean", "zone-kswapd", "alarm-slow-disk", "zone-livelock-nofail")) {
            Subject subject = Case.builtIn(scenario, Profiles.named("v4_17")).subject();
            Looker one = new Looker(atWorlds);
            Looker other = new Looker(atWorlds);
            Runner remembering = Runner.remembering(subject, STEPS_MAX);
            Runner executing = new Runner(subject, STEPS_MAX);
            for (int i = 0; i < 300; i++) {
                Outcome looked = remembering.run(one, i);
                assertThat(looked).isEqualTo(executing.run(other, i));
                assertThat(one.seen).as("run %s of %s", i, scenario).isEqualTo(other.seen);
            }
        }
    }

    private static void generatedRunAlike(int seeds, int runs) {
        for (long seed = 0; seed < seeds; seed++) {
            for (ScenarioGenerator.Mode mode : ScenarioGenerator.Mode.values()) {
                Subject subject = Case.generated(seed, mode, ScenarioGenerator.profile(seed))
                        .subject();
                sameRuns(subject, "random", runs, StateGraph.STATES_MAX);
            }
        }
    }

    @Test
    void generatedScenariosRunAlike() {
        generatedRunAlike(60, 20);
    }

    @Tag("slow")
    @Test
    void manyGeneratedScenariosRunAlike() {
        generatedRunAlike(1_000, 100);
    }

    /** Not vacuous: once all states are known, nothing is executed any more. */
    @Test
    void aSmallSpaceIsSoonKnown() {
        Subject subject = BufioMini.subject(BufioMini.Variant.DROPS_LOCK, "2/1/1/1");
        StateGraph graph = new StateGraph(subject);
        Runner runner = new Runner(subject, STEPS_MAX, graph);
        Strategy random = Strategies.parse("random").strategy(subject, Knowledge.NONE);
        for (int i = 0; i < 20_000; i++) {
            runner.run(random, i);
        }
        int known = graph.size();
        for (int i = 20_000; i < 25_000; i++) {
            runner.run(random, i);
        }
        assertThat(graph.size()).isEqualTo(known).isBetween(10, 10_000);
    }

    /** A space too large to be known is given up, however many runs there are. */
    @Test
    void aLargeSpaceIsNotTakenUpWhole() {
        Subject subject = Case.builtIn("zone-throttle", Profiles.named("v4_17")).subject();
        StateGraph graph = new StateGraph(subject);
        Runner runner = new Runner(subject, STEPS_MAX, graph);
        Strategy random = Strategies.parse("random").strategy(subject, Knowledge.NONE);
        for (int i = 0; i < 2_000; i++) {
            runner.run(random, i);
        }
        assertThat(graph.size()).isBetween(1_000, 20_000);
    }
}
