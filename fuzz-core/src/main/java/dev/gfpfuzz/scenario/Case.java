package dev.gfpfuzz.scenario;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Task;

/**
 * What is run: a scenario with edits under a profile. With a schedule it is a reproduction, and a token carries it.
 * Immutable.
 *
 * @param origin where the scenario comes from
 * @param edits what a shrinker took out of it
 */
public record Case(Origin origin, Edits edits, Profile profile) {
    /** A built-in scenario as it is. */
    public static Case builtIn(String scenario, Profile profile) {
        return new Case(new Origin.BuiltIn(scenario), Edits.NONE, profile);
    }

    /** A generated scenario as it is. */
    public static Case generated(long seed, ScenarioGenerator.Mode mode, Profile profile) {
        return new Case(new Origin.Generated(seed, mode), Edits.NONE, profile);
    }

    /** A user's own scenario as it is. */
    public static Case own(Scenario scenario, Profile profile) {
        return new Case(new Origin.Own(scenario), Edits.NONE, profile);
    }

    /** The same scenario with other edits. */
    public Case with(Edits other) {
        return new Case(origin, other, profile);
    }

    /** The edited scenario. */
    public Scenario scenario() {
        return edits.apply(origin.scenario());
    }

    /** A world of the edited scenario, watched by fresh invariants. For one thread. */
    public Subject subject() {
        return new ScenarioCompiler(Vocabulary.standard()).compile(scenario(), profile);
    }

    /**
     * Which operation of its program a task is at, counted from 0 with the repeats unrolled; 0 for a task that has ended or
     * runs no program (an object's daemon).
     */
    public static int operationOf(Task task) {
        return task.depth() > 0 && task.frame(0) instanceof Program p ? p.index() : 0;
    }
}
