package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategy;
import dev.gfpfuzz.step.Violation;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Runs one shard and adds up what it came to. For one thread and one shard. */
public final class ShardRunner {
    private final ShardSpec spec;
    private final Subject subject;
    private final long[] ends = new long[End.values().length];
    private final long[] exercised = new long[Long.SIZE];
    private final Map<String, RawFinding> findings = new LinkedHashMap<>();
    private long steps;
    private long unlisted;

    private ShardRunner(ShardSpec spec, Subject subject) {
        this.spec = spec;
        this.subject = subject;
    }

    /**
     * Runs a shard.
     *
     * @param subject the shard's target, compiled; used by this thread only
     * @param strategy a fresh instance of the shard's strategy
     * @param cancelled asked between runs
     * @throws CancellationException when it said true: there is no such thing as half a result
     * @throws ShardException when the model or the strategy failed, with the run in which it did
     */
    public static ShardResult run(ShardSpec spec, Subject subject, Strategy strategy, BooleanSupplier cancelled) {
        return new ShardRunner(spec, subject).loop(strategy, cancelled);
    }

    private ShardResult loop(Strategy strategy, BooleanSupplier cancelled) {
        Runner runner = new Runner(subject, spec.stepsMax());
        for (long i = 0; i < spec.schedules(); i++) {
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
        }
        return result(strategy.learned());
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

    private ShardResult result(Knowledge learned) {
        Map<End, Long> endCounts = new EnumMap<>(End.class);
        for (End end : End.values()) {
            endCounts.put(end, ends[end.ordinal()]);
        }
        Map<String, Long> exercisedCounts = new TreeMap<>();
        List<Invariant> invariants = subject.invariants();
        for (int i = 0; i < invariants.size(); i++) {
            exercisedCounts.merge(invariants.get(i).name(), exercised[i], Long::sum);
        }
        return new ShardResult(
                spec.shard(),
                spec.schedules(),
                steps,
                endCounts,
                exercisedCounts,
                List.copyOf(findings.values()),
                unlisted,
                learned);
    }
}
