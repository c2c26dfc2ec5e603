package dev.gfpfuzz.corpus;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;

/**
 * A bug that the kernel had.
 *
 * @param id lower case letters, digits and hyphens
 * @param component part of the kernel
 * @param commits the fix, or what introduced it and what fixed it
 * @param release the first with the fix, as far as known
 * @param kind class of the bug: deadlock, lost wake-up, ...
 * @param tasksMax tasks of the smallest configuration that shows it
 * @param about one sentence
 */
public record Bug(
        String id, String component, String commits, String release, String kind, int tasksMax, String about) {

    /**
     * One shape of the code.
     *
     * @param name {@code pre}, {@code post}, or {@code a}, {@code b}, {@code c} where a bug has three
     * @param profile the profile row
     * @param expected the invariant that must be violated, or {@link #SILENT}
     */
    public record Shape(String name, String profile, String expected) {
        /** The expectation of a shape that must stay silent. */
        public static final String SILENT = "silent";

        public boolean silent() {
            return expected.equals(SILENT);
        }
    }

    /** The built-in scenario that shows it. */
    public Scenario scenario() {
        return Scenarios.named("bug-" + id);
    }

    /** Its shapes, in the order of the scenario's expectations. */
    public List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (Scenario.Expectation e : scenario().expectations()) {
            if (e.profile().endsWith("_" + id)) {
                String name = e.profile().substring(0, e.profile().indexOf('_'));
                shapes.add(new Shape(name, e.profile(), e.holds() ? Shape.SILENT : e.violates()));
            }
        }
        return shapes;
    }

    /** What runs for a shape. */
    public Case of(Shape shape) {
        return Case.builtIn(scenario().name(), Profiles.named(shape.profile()));
    }
}
