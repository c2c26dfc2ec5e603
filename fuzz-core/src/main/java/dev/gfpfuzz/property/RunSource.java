package dev.gfpfuzz.property;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Origin;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioPrinter;
import dev.gfpfuzz.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** What is run, before a schedule is chosen. Immutable, compared by value. */
sealed interface RunSource permits CaseSource, ModelSource {
    /** For people: {@code two-readers under v4_17}. */
    String title();

    /** A subject with fresh invariants, for one thread. */
    Subject subject();

    /** The token of one run. */
    String token(Schedule schedule);

    /** The scenario, or null for a model of a user's own. */
    @Nullable
    Scenario scenario();

    /** Whether nobody has written the scenario. */
    default boolean generated() {
        return this instanceof CaseSource c && c.theCase().origin() instanceof Origin.Generated;
    }

    /** What was run, as text for a failure's message; empty where there is nothing to print. */
    default String text() {
        Scenario s = scenario();
        return s == null ? "" : ScenarioPrinter.print(s);
    }
}
