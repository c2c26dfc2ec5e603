package dev.gfpfuzz.workers.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import dev.gfpfuzz.search.StrategyFactory;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import dev.gfpfuzz.workers.property.PropertyBench;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShardRunnerTest {

    private static final Target LOSES = target("mut_renoio");

    private static Target target(String profile) {
        return Target.of(Scenarios.named("two-readers"), Profiles.named(profile));
    }

    private static ShardSpec shard(long shard, Target target, long schedules) {
        return new ShardSpec(shard, target, "random", Knowledge.NONE, 11, schedules, Runner.STEPS_MAX);
    }

    @Test
    void sameShard_sameResult() {
        ShardResult first = new Workbench(new PropertyBench()).run(shard(3, LOSES, 2_000), () -> false);
        Workbench used = new Workbench(new PropertyBench());
        used.run(shard(1, target("v4_17"), 100), () -> false);
        used.run(shard(2, LOSES, 100), () -> false);
        ShardResult again = used.run(shard(3, LOSES, 2_000), () -> false);
        assertThat(again).isEqualTo(first);
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(used.run(shard(4, LOSES, 2_000), () -> false).digest()).isNotEqualTo(first.digest());
    }

    /** A model that remembers outside the world how often it ran. */
    private static final class Forgetful extends Frame<Forgetful.At> {
        enum At {
            START,
            AGAIN
        }

        private static int runs;

        Forgetful() {
            super(At.START);
        }

        @Override
        protected Next step(World w, Task current) {
            return at == At.START && runs++ % 2 == 0 ? pauseAt(At.AGAIN) : ret(current);
        }

        @Override
        protected void fields(Fields f) {}
    }

    @Test
    void modelThatDoesNotRepeat_failsTheShard() {
        WorldBuilder world = new WorldBuilder();
        world.task("A", new Forgetful());
        Subject subject = new Subject("forgetful", world.build(), List.of());
        assertThatThrownBy(() -> ShardRunner.run(
                        shard(0, LOSES, 20_000),
                        t -> subject,
                        new StateGraphs(),
                        Strategies.parse("random"),
                        () -> false))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining("does not repeat");
    }

    @Test
    void result_isTheSumOfItsRuns() {
        ShardSpec spec = shard(3, LOSES, 500);
        ShardResult result = new Workbench(new PropertyBench()).run(spec, () -> false);
        Subject subject = LOSES.toCase().subject();
        Strategy strategy = Strategies.parse("random").strategy(subject, Knowledge.NONE);
        Runner runner = new Runner(subject);
        long steps = 0;
        long violated = 0;
        long firstViolated = -1;
        for (long i = 0; i < 500; i++) {
            Outcome o = runner.run(strategy, spec.runSeed(i));
            steps += o.steps();
            if (o.end() == End.VIOLATED) {
                violated++;
                firstViolated = firstViolated < 0 ? i : firstViolated;
            }
        }
        assertThat(violated).isPositive();
        assertThat(result.steps()).isEqualTo(steps);
        assertThat(result.ends().get(End.VIOLATED)).isEqualTo(violated);
        assertThat(result.ends().values().stream().mapToLong(n -> n).sum()).isEqualTo(500);
        assertThat(result.findings().stream()
                        .filter(f -> !f.report())
                        .mapToLong(RawFinding::count)
                        .sum())
                .isEqualTo(violated);
        assertThat(result.findings().get(0).firstRun()).isEqualTo(firstViolated);
        assertThat(result.exercised()).containsKey("no-lost-freed-buffer");
    }

    @Test
    void findings_reproduceAndForgedOnesDoNot() {
        Workbench bench = new Workbench(new PropertyBench());
        ShardResult result = bench.run(shard(3, LOSES, 500), () -> false);
        assertThat(result.findings()).isNotEmpty().allMatch(f -> bench.reproduces(LOSES, f));
        RawFinding f = result.findings().get(0);
        RawFinding forged = new RawFinding(
                "no-deadlock", false, f.skeleton(), f.sentence(), f.firstRun(), 1, f.schedule(), f.steps());
        assertThat(bench.reproduces(LOSES, forged)).isFalse();
        assertThat(bench.reproduces(target("v4_17"), f)).isFalse();
    }

    @Test
    void shrunkFinding_isSmallerAndReproduces() {
        Workbench bench = new Workbench(new PropertyBench());
        RawFinding f = bench.run(shard(3, LOSES, 500), () -> false).findings().get(0);
        ShrunkFinding shrunk =
                bench.shrink(new ShrinkSpec(LOSES, f.invariant(), f.skeleton(), f.schedule()), () -> false);
        assertThat(shrunk.invariant()).isEqualTo(f.invariant());
        assertThat(shrunk.steps()).isLessThanOrEqualTo(f.steps());
        assertThat(bench.reproduces(LOSES, shrunk)).isTrue();
        assertThat(bench.reproduces(target("v4_17"), shrunk)).isFalse();
        ShrunkFinding forged =
                new ShrunkFinding(shrunk.token(), "no-deadlock", false, shrunk.skeleton(), shrunk.sentence(), 1, 1, 1);
        assertThat(bench.reproduces(LOSES, forged)).isFalse();
        ShrunkFinding damaged = new ShrunkFinding(
                shrunk.token() + "x", shrunk.invariant(), false, shrunk.skeleton(), shrunk.sentence(), 1, 1, 1);
        assertThat(bench.reproduces(LOSES, damaged)).isFalse();
    }

    @Test
    void cancelled_givesNoResult() {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> new Workbench(new PropertyBench())
                        .run(shard(3, LOSES, 500), () -> asked.incrementAndGet() > 10))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(11);
    }

    @Test
    void failureOfAStrategy_namesShardRunAndSeed() {
        ShardSpec spec = shard(3, LOSES, 500);
        Subject subject = LOSES.toCase().subject();
        assertThatThrownBy(() -> ShardRunner.run(spec, t -> subject, new StateGraphs(), failing(), () -> false))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining("Run 7 of shard 3 (two-readers under mut_renoio")
                .hasMessageContaining("out of luck")
                .hasMessageContaining(Long.toHexString(spec.runSeed(7)));
    }

    @Test
    void usersOwnTexts_areATargetToo() {
        Profile own = Profiles.V4_17.with("mine", "mine", Map.of("dm_bufio_release", "silent"));
        Target t = Target.of(Scenarios.named("two-readers"), own);
        assertThat(t.toCase().profile()).isEqualTo(own);
        Target unknown = new Target(Target.Kind.BUILT_IN, "two-readers", "other text", 0, "v4_17", "");
        assertThatThrownBy(unknown::toCase).hasMessageContaining("the versions differ");
    }

    @Test
    void seeds_areAddressedDirectly() {
        assertThat(shard(3, LOSES, 10).runSeed(5)).isEqualTo(shard(3, LOSES, 99).runSeed(5));
        assertThat(shard(3, LOSES, 10).runSeed(5))
                .isNotEqualTo(shard(5, LOSES, 10).runSeed(3));
    }

    @Test
    void generator_givesAFreshScenarioEveryFewRuns() {
        Target generator = Target.generator(Profiles.V4_17);
        ShardSpec spec = shard(3, generator, 2 * ShardSpec.GENERATOR_RUNS + 10);
        int n = ShardSpec.GENERATOR_RUNS;
        assertThat(spec.target(0)).isEqualTo(spec.target(n - 1)).isNotEqualTo(spec.target(n));
        assertThat(shard(4, generator, 10).target(0)).isNotEqualTo(spec.target(0));
        ShardResult result = new Workbench(new PropertyBench()).run(spec, () -> false);
        assertThat(result.schedules()).isEqualTo(2 * n + 10);
        assertThat(result.ends().values().stream().mapToLong(e -> e).sum()).isEqualTo(2 * n + 10);
        assertThat(result.ends().get(End.VIOLATED)).isZero();
        assertThat(result).isEqualTo(new Workbench(new PropertyBench()).run(spec, () -> false));
        ShardResult buggy = new Workbench(new PropertyBench())
                .run(shard(3, Target.generator(Profiles.named("mut_release_silent")), 4_000), () -> false);
        assertThat(buggy.findings())
                .isNotEmpty()
                .allMatch(f -> new Workbench(new PropertyBench())
                        .reproduces(
                                shard(3, Target.generator(Profiles.named("mut_release_silent")), 4_000)
                                        .target(f.firstRun()),
                                f));
    }

    /** A random walk that fails in its eighth run. */
    private static StrategyFactory failing() {
        RandomWalk walk = new RandomWalk();
        Strategy eighth = new Strategy() {
            private int runs;

            @Override
            public String name() {
                return "failing";
            }

            @Override
            public void startRun(long seed) {
                if (runs++ == 7) {
                    throw new IllegalStateException("out of luck");
                }
                walk.startRun(seed);
            }

            @Override
            public int nextTask(StateView at, int[] enabled, int n) {
                return walk.nextTask(at, enabled, n);
            }

            @Override
            public int nextValue(StateView at, int bound, String reason) {
                return walk.nextValue(at, bound, reason);
            }
        };
        return new StrategyFactory() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public String about() {
                return "";
            }

            @Override
            public Strategy strategy(Subject subject, Knowledge knowledge) {
                return eighth;
            }
        };
    }
}
