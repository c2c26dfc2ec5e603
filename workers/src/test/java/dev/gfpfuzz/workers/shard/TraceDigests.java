package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * What runs come to, as lines that can be compared between JVMs. The work is cut in pieces, and so many threads as there
 * are workers take the next piece whenever they are free: which of them gets which is up to the machine, and must not
 * matter.
 *
 * <pre>java -cp ... dev.gfpfuzz.workers.shard.TraceDigests seeds|tokens NUMBER WORKERS</pre>
 */
final class TraceDigests {
    private static final int SHARD = 500;
    private static final List<String> TARGETS =
            List.of("two-readers", "dirty-writeback", "pool-three-users", "zone-oom");

    private TraceDigests() {}

    public static void main(String... args) throws InterruptedException {
        int number = Integer.parseInt(args[1]);
        int workers = Integer.parseInt(args[2]);
        lines(args[0], number, workers).forEach(System.out::println);
    }

    static List<String> lines(String what, int number, int workers) throws InterruptedException {
        return what.equals("tokens")
                ? inParallel(number, workers, TraceDigests::token)
                : inParallel((number + SHARD - 1) / SHARD, workers, s -> shard(s, Math.min(SHARD, number - s * SHARD)));
    }

    private static List<String> inParallel(int pieces, int workers, IntFunction<String> piece)
            throws InterruptedException {
        AtomicReferenceArray<String> lines = new AtomicReferenceArray<>(pieces);
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < workers; t++) {
            Thread thread = new Thread(() -> {
                for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                    lines.set(i, piece.apply(i));
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            all.add(i + " " + lines.get(i));
        }
        return all;
    }

    /** One shard of the default strategy: the digest of its result, and one over the trace of each of its runs. */
    private static String shard(int number, int runs) {
        Profile profile = Profiles.named(number % 2 == 0 ? "v4_17" : "mut_renoio");
        Target target = Target.of(Scenarios.named(TARGETS.get(number % TARGETS.size())), profile);
        ShardSpec spec = new ShardSpec(number, target, "portfolio", Knowledge.NONE, 17, runs, Runner.STEPS_MAX);
        Subject subject = target.toCase().subject();
        ShardResult result =
                ShardRunner.run(spec, t -> subject, new StateGraphs(), Strategies.parse(spec.strategy()), () -> false);
        Strategy strategy = Strategies.parse(spec.strategy()).strategy(subject, Knowledge.NONE);
        Runner runner = new Runner(subject);
        long traces = 0;
        for (long i = 0; i < runs; i++) {
            Outcome o = runner.run(strategy, spec.runSeed(i));
            strategy.endRun(o);
            traces = SplitMix64.mix(traces ^ runner.traceHash(o.schedule()));
        }
        return String.format("%s result %016x traces %016x", target.title(), result.digest(), traces);
    }

    /** A random token, built in and generated scenarios in turn, and the hash of the trace that it stands for. */
    private static String token(int seed) {
        List<Scenario> scenarios = Scenarios.all();
        List<Profile> profiles = Profiles.all();
        int draw = (int) (SplitMix64.mix(seed) >>> 33);
        Case c = seed % 2 == 0
                ? Case.builtIn(
                        scenarios.get(draw % scenarios.size()).name(),
                        profiles.get(draw / scenarios.size() % profiles.size()))
                : Case.generated(seed, ScenarioGenerator.Mode.VALID, ScenarioGenerator.profile(seed));
        Outcome o = new Runner(c.subject(), 400).run(new RandomWalk(), seed);
        String token = Token.encode(c, o.schedule());
        Reproduction r = Token.decode(token, Token.Sources.BUILT_IN);
        long hash = new Runner(r.theCase().subject(), 400).traceHash(r.schedule());
        return token + String.format(" %016x", hash);
    }
}
