package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.NondeterminismCheck;
import dev.gfpfuzz.search.Strategy;
import dev.gfpfuzz.search.StrategyFactory;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.step.Violation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Runs one shard and adds up what it came to. One run in a thousand is executed again and compared: a model that looks
 * outside its world fails the shard. For one thread and one shard.
 */
public final class ShardRunner {
    /** Of so many runs, the kind of one is noted. */
    private static final int KIND_ONE_IN = 8;

    private final ShardSpec spec;
    private final StateGraphs graphs;
    private final StrategyFactory strategies;
    private final BooleanSupplier cancelled;
    private final long[] ends = new long[End.values().length];
    private final long[] exercised = new long[Long.SIZE];
    private final Map<String, Long> exercisedByName = new TreeMap<>();
    private final Map<String, RawFinding> findings = new LinkedHashMap<>();
    private long steps;
    /** A run's kind: the state in which it ended, and the situations that occurred. */
    private final UnseenMass kinds = new UnseenMass();

    private long unlisted;
    private Knowledge learned = Knowledge.NONE;

    private ShardRunner(ShardSpec spec, StateGraphs graphs, StrategyFactory strategies, BooleanSupplier cancelled) {
        this.spec = spec;
        this.graphs = graphs;
        this.strategies = strategies;
        this.cancelled = cancelled;
    }

    /**
     * Runs a shard.
     *
     * @param subjects compiles a target, or has it compiled; used by this thread only
     * @param graphs steps that earlier shards executed
     * @param strategies makes the shard's strategy
     * @param cancelled asked between runs
     * @throws CancellationException when it said true: there is no such thing as half a result
     * @throws ShardException when the model or the strategy failed, with the run in which it did
     */
    public static ShardResult run(
            ShardSpec spec,
            Function<Target, Subject> subjects,
            StateGraphs graphs,
            StrategyFactory strategies,
            BooleanSupplier cancelled) {
        ShardRunner runner = new ShardRunner(spec, graphs, strategies, cancelled);
        for (long i = 0; i < spec.schedules(); i = spec.endOfTarget(i)) {
            runner.runs(subjects.apply(spec.target(i)), i, spec.endOfTarget(i));
        }
        return runner.result();
    }

    /** Runs {@code from} to {@code to} - 1, which have one subject. */
    private void runs(Subject subject, long from, long to) {
        boolean one = spec.target().kind() != Target.Kind.GENERATOR;
        Strategy strategy = new NondeterminismCheck(
                strategies.strategy(subject, one ? spec.knowledge() : Knowledge.NONE),
                subject,
                spec.stepsMax(),
                NondeterminismCheck.ONE_IN);
        Runner runner = one
                ? new Runner(subject, spec.stepsMax(), graphs.of(subject))
                : Runner.remembering(subject, spec.stepsMax());
        for (long i = from; i < to; i++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("Shard " + spec.shard() + " was cancelled after " + i + " runs");
            }
            Outcome outcome;
            try {
                outcome = runner.run(strategy, spec.runSeed(i));
                strategy.endRun(outcome);
            } catch (RuntimeException | StackOverflowError e) {
                throw new ShardException(spec, i, e);
            }
            count(outcome, i);
            if (one && i % KIND_ONE_IN == 0) {
                kinds.add(SplitMix64.mix(runner.finalState() + SplitMix64.mix(outcome.exercised())));
            }
        }
        List<Invariant> invariants = subject.invariants();
        for (int i = 0; i < invariants.size(); i++) {
            exercisedByName.merge(invariants.get(i).name(), exercised[i], Long::sum);
        }
        Arrays.fill(exercised, 0);
        // What is learned of one scenario says nothing about the next.
        learned = one ? strategy.learned() : Knowledge.NONE;
    }

    private void count(Outcome outcome, long run) {
        steps += outcome.steps();
        ends[outcome.end().ordinal()]++;
        for (long bits = outcome.exercised(); bits != 0; bits &= bits - 1) {
            exercised[Long.numberOfTrailingZeros(bits)]++;
        }
        if (outcome.violation() != null) {
            found(outcome.violation(), outcome, run);
        }
        for (Violation report : outcome.reports()) {
            found(report, outcome, run);
        }
    }

    private void found(Violation v, Outcome outcome, long run) {
        String identity = v.invariant() + '\n' + v.skeleton();
        RawFinding known = findings.get(identity);
        if (known == null && findings.size() == ShardResult.FINDINGS_MAX) {
            unlisted++;
            return;
        }
        findings.put(
                identity,
                known != null
                        ? known.counted(known.count() + 1)
                        : new RawFinding(
                                v.invariant(),
                                v.report(),
                                v.skeleton(),
                                v.sentence(),
                                run,
                                1,
                                outcome.schedule(),
                                outcome.steps()));
    }

    private ShardResult result() {
        Map<End, Long> endCounts = new EnumMap<>(End.class);
        for (End end : End.values()) {
            endCounts.put(end, ends[end.ordinal()]);
        }
        return new ShardResult(
                spec.shard(),
                spec.schedules(),
                steps,
                endCounts,
                exercisedByName,
                List.copyOf(findings.values()),
                unlisted,
                kinds.sample(ShardResult.KINDS_MAX),
                learned);
    }
}
