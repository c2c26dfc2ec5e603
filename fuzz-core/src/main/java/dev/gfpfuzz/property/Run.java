package dev.gfpfuzz.property;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Invariants;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.text.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * One executed run of a scenario or model, watched by every invariant that applies to it. What a property's body is given.
 * Immutable.
 */
public final class Run {
    private final Executor executor;
    private final Outcome outcome;

    Run(Executor executor, Outcome outcome) {
        this.executor = executor;
        this.outcome = outcome;
    }

    /**
     * No invariant is broken in this run.
     *
     * @throws PropertyFailedError if one is; its text tells the story and ends with the token
     */
    public void mustHold() {
        if (outcome.violation() != null) {
            throw new PropertyFailedError(this);
        }
        noneCutItShort(outcome.end() == End.STEP_LIMIT);
    }

    /**
     * These invariants are not broken in this run. A run that was ended by the breach of <em>another</em> invariant, or by
     * the limit of steps, says nothing about them; it is skipped, as with a failed assumption.
     *
     * @throws PropertyFailedError if one of them is
     * @throws TestAbortedException if the run says nothing about them; so does a generated scenario in which one of them
     *     watches nothing
     * @throws BadInputException if there is no invariant of that name, or it watches nothing in this scenario
     */
    public void mustHold(String invariant, String... more) {
        List<String> names = new ArrayList<>(List.of(more));
        names.add(0, invariant);
        for (String name : names) {
            watched(name);
        }
        Violation v = outcome.violation();
        if (v != null && names.contains(v.invariant())) {
            throw new PropertyFailedError(this);
        }
        noneCutItShort(v != null || outcome.end() == End.STEP_LIMIT);
    }

    private void noneCutItShort(boolean cut) {
        if (cut) {
            throw new TestAbortedException(
                    outcome.violation() != null
                            ? "The run was ended by a breach of "
                                    + outcome.violation().invariant()
                                    + " before it could say anything about this property."
                            : "The run was cut off after " + outcome.steps() + " steps.");
        }
    }

    private int watched(String name) {
        List<Invariant> attached = executor.subject().invariants();
        for (int i = 0; i < attached.size(); i++) {
            if (attached.get(i).name().equals(name)) {
                return i;
            }
        }
        List<String> here = attached.stream().map(Invariant::name).toList();
        boolean exists = Invariants.names().contains(name);
        if (exists && executor.source().generated()) {
            throw new TestAbortedException("Invariant '" + name + "' watches nothing in this generated scenario.");
        }
        if (exists) {
            throw new BadInputException("Invariant '" + name + "' watches nothing in " + title()
                    + ", so it would hold for nothing; watching there: " + String.join(", ", here) + ".");
        }
        throw BadInputException.unknown("invariant", name, here);
    }

    /** Whether the situation that makes this invariant's check more than vacuous has occurred in this run. */
    public boolean exercises(String invariant) {
        return (outcome.exercised() >>> watched(invariant) & 1) != 0;
    }

    /** What was broken, if anything. */
    public Optional<Violation> violation() {
        return Optional.ofNullable(outcome.violation());
    }

    public Outcome outcome() {
        return outcome;
    }

    public Schedule schedule() {
        return outcome.schedule();
    }

    /** The scenario; empty when a model of a user's own was run. */
    public Optional<Scenario> scenario() {
        return Optional.ofNullable(executor.source().scenario());
    }

    /** What was run, for people: {@code two-readers under v4_17}. */
    public String title() {
        return executor.source().title();
    }

    /** Everything that a replay needs, as short text: {@link GfpFuzz#replay}. */
    public String token() {
        return executor.source().token(outcome.schedule());
    }

    RunSource source() {
        return executor.source();
    }

    Executor executor() {
        return executor;
    }

    /** Title, end and token. */
    @Override
    public String toString() {
        String end = outcome.violation() != null
                ? "breaks " + outcome.violation().invariant()
                : "ends "
                        + outcome.end()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' ');
        return "run of " + title() + " that " + end + " after " + outcome.steps() + " steps, token " + token();
    }
}
