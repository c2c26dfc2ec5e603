package dev.gfpfuzz.property;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.property.PropertyChild.Calls;
import dev.gfpfuzz.property.PropertyChild.Counts;
import dev.gfpfuzz.property.PropertyChild.Failure;
import dev.gfpfuzz.property.PropertyChild.Shard;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opentest4j.TestAbortedException;

/**
 * One shard of a property's runs. What is run does not depend on the bodies: a run for which the body must not be called
 * is executed all the same, and the others are what they would have been.
 *
 * <p>A property over {@link Runs} is called with each run alone, so that one that fails does not hide the others; what it
 * says about many runs together is the unit test's business.
 */
final class PropertyShard {
    private static final int FAILURES_MAX = 64;

    private final Shard shard;
    private final PropertyMethod method;
    private final Executor executor;
    private final Calls calls;
    private final Map<End, Long> ends = new EnumMap<>(End.class);
    private final Map<String, Long> exercised = new TreeMap<>();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private long steps;
    private long skipped;
    private long unlisted;

    PropertyShard(Shard shard, PropertyMethod method, Executor executor, Calls calls) {
        this.shard = shard;
        this.method = method;
        this.executor = executor;
        this.calls = calls;
        for (End end : End.values()) {
            ends.put(end, 0L);
        }
        executor.subject().invariants().forEach(i -> exercised.put(i.name(), 0L));
    }

    Counts run() {
        RunStream runs = stream();
        for (long i = 0; i < shard.runs(); i++) {
            Run run = runs.next();
            count(run);
            if (i < shard.judged() && !shard.avoid().contains(i)) {
                judge(run, i);
            }
        }
        return new Counts(steps, ends, exercised, List.copyOf(failures.values()), unlisted, skipped);
    }

    /** The last run, all of them executed without their bodies: a strategy may learn from the runs before. */
    Outcome last() {
        RunStream runs = stream();
        for (long i = 0; i < shard.runs() - 1; i++) {
            runs.next();
        }
        return runs.next().outcome();
    }

    private RunStream stream() {
        return new RunStream(new RunFamily.Single(executor.source()), shard.strategy(), shard.seed(), shard.stepsMax());
    }

    private void judge(Run run, long i) {
        calls.begins(i);
        try {
            method.judge(run);
            calls.ends();
        } catch (TestAbortedException saysNothing) {
            calls.ends();
            skipped++;
        } catch (OutOfMemoryError fatal) {
            throw fatal;
        } catch (Throwable thrown) {
            calls.ends();
            failed(PropertyChild.failure(method, run, thrown, calls, i));
        }
    }

    private void failed(Failure f) {
        String identity = f.invariant() + "\n" + f.skeleton();
        Failure known = failures.get(identity);
        if (known == null && failures.size() == FAILURES_MAX) {
            unlisted++;
            return;
        }
        failures.put(identity, known == null ? f : known.counted());
    }

    private void count(Run run) {
        steps += run.outcome().steps();
        ends.merge(run.outcome().end(), 1L, Long::sum);
        long bits = run.outcome().exercised();
        List<Invariant> invariants = executor.subject().invariants();
        for (; bits != 0; bits &= bits - 1) {
            exercised.merge(invariants.get(Long.numberOfTrailingZeros(bits)).name(), 1L, Long::sum);
        }
    }
}
