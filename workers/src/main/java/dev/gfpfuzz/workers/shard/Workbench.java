package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.shrink.Evaluator;
import dev.gfpfuzz.shrink.Limits;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.text.BadInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does a worker's jobs, and the coordinator's checks of them. Keeps the subjects of the last few targets, so that a target
 * is compiled once and not for every shard. For one thread.
 */
public final class Workbench implements AutoCloseable {
    private static final int SUBJECTS_MAX = 128;

    private final Map<Target, Subject> subjects = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Target, Subject> eldest) {
            return size() > SUBJECTS_MAX;
        }
    };

    private final StateGraphs graphs = new StateGraphs();
    private final PropertyJobs properties;

    /** @param properties does the jobs for targets that are a user's own properties; closed with this */
    public Workbench(PropertyJobs properties) {
        this.properties = properties;
    }

    /** Runs a shard; see {@link ShardRunner#run}. */
    public ShardResult run(ShardSpec spec, BooleanSupplier cancelled) {
        return spec.target().isProperty()
                ? properties.run(spec, cancelled)
                : ShardRunner.run(spec, this::subject, graphs, Strategies.parse(spec.strategy()), cancelled);
    }

    /** Searches all runs of a target; see {@link SpaceResult}. */
    public SpaceResult search(SpaceSpec spec, BooleanSupplier cancelled) {
        return SpaceSearch.run(spec, subject(spec.target()), cancelled);
    }

    /**
     * Searches a share of the runs of a target.
     *
     * @throws CancellationException when {@code cancelled} said true
     */
    public SubtreeResult search(SubtreeSpec spec, BooleanSupplier cancelled) {
        SubtreeResult result = spec.subtree().search(subject(spec.target()), cancelled);
        if (result.isStopped()) {
            throw new CancellationException(
                    "The search of a part of " + spec.target().title() + " was cancelled");
        }
        return result;
    }

    /** What is wrong with a result of a share; see {@link dev.gfpfuzz.search.Subtree#contradiction}. */
    public String contradiction(SubtreeSpec spec, SubtreeResult result) {
        return spec.subtree().contradiction(result, subject(spec.target()));
    }

    /** Whether a finding is what it says: its schedule breaks this invariant with this skeleton in this many steps. */
    public boolean reproduces(Target target, RawFinding finding) {
        if (target.isProperty()) {
            return properties.reproduces(target, finding);
        }
        Outcome outcome = new Runner(subject(target)).replay(finding.schedule());
        Violation v = breach(outcome, finding.invariant(), finding.skeleton());
        return v != null
                && v.report() == finding.report()
                && v.sentence().equals(finding.sentence())
                && outcome.steps() == finding.steps();
    }

    /**
     * Makes a finding smaller.
     *
     * @param cancelled asked between candidates
     * @throws CancellationException when it said true
     */
    public ShrunkFinding shrink(ShrinkSpec spec, BooleanSupplier cancelled) {
        if (spec.target().isProperty()) {
            return properties.shrink(spec, cancelled);
        }
        Case of = spec.target().toCase();
        Outcome found = new Runner(of.subject()).replay(spec.schedule());
        Violation v = breach(found, spec.invariant(), spec.skeleton());
        if (v == null) {
            throw new IllegalArgumentException("The run that is to be shrunk does not break " + spec.invariant());
        }
        Shrunk shrunk = Shrinker.shrink(of, spec.schedule(), v, Limits.STANDARD, candidates -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("Shrinking was cancelled");
            }
            return Evaluator.ONE_BY_ONE.untilFirst(candidates);
        });
        return finding(
                shrunk.reduced(),
                shrunk.outcome(),
                Objects.requireNonNull(breach(shrunk.outcome(), spec.invariant(), spec.skeleton())));
    }

    /** A finding as it was found, for when it cannot be shrunk. */
    public ShrunkFinding unshrunk(Target target, RawFinding finding) {
        if (target.isProperty()) {
            return properties.unshrunk(target, finding);
        }
        Case of = target.toCase();
        Outcome found = new Runner(subject(target)).replay(finding.schedule());
        Violation v = breach(found, finding.invariant(), finding.skeleton());
        return finding(of, found, Objects.requireNonNull(v));
    }

    private static ShrunkFinding finding(Case of, Outcome outcome, Violation v) {
        return new ShrunkFinding(
                Token.encode(of, outcome.schedule()),
                v.invariant(),
                v.report(),
                v.skeleton(),
                v.sentence(),
                outcome.steps(),
                outcome.contextSwitches(),
                of.scenario().tasks().size());
    }

    /** Whether a shrunk finding is what it says: its token replays to it, in this target's scenario and profile. */
    public boolean reproduces(Target target, ShrunkFinding finding) {
        if (target.isProperty()) {
            return properties.reproduces(target, finding);
        }
        Case own = target.toCase();
        Reproduction r;
        try {
            r = Token.decode(
                    finding.token(), new Token.Sources(List.of(own.origin().scenario()), List.of(own.profile())));
        } catch (BadInputException e) {
            return false;
        }
        Case of = r.theCase();
        if (!of.origin().scenario().equals(own.origin().scenario())
                || !of.profile().equals(own.profile())) {
            return false;
        }
        Outcome outcome = new Runner(of.subject()).replay(r.schedule());
        Violation v = breach(outcome, finding.invariant(), finding.skeleton());
        return v != null && finding(of, outcome, v).equals(finding);
    }

    /** Replays a run of a target. */
    public String token(Target target, Schedule schedule) {
        return target.isProperty() ? properties.token(target, schedule) : Token.encode(target.toCase(), schedule);
    }

    /** The violation or report of a run that has this identity, or null. */
    static @Nullable Violation breach(Outcome outcome, String invariant, String skeleton) {
        Violation v = outcome.violation();
        if (v != null && v.invariant().equals(invariant) && v.skeleton().equals(skeleton)) {
            return v;
        }
        for (Violation report : outcome.reports()) {
            if (report.invariant().equals(invariant) && report.skeleton().equals(skeleton)) {
                return report;
            }
        }
        return null;
    }

    private Subject subject(Target target) {
        return subjects.computeIfAbsent(target, t -> t.toCase().subject());
    }

    @Override
    public void close() {
        properties.close();
    }
}
