package dev.gfpfuzz.corpus;

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
 * @param smallest the smallest configuration that is known to show it
 * @param fairness what is assumed of the scheduler, for the shapes before and after the fix alike; empty unless it is a
 *     matter of starvation or livelock
 * @param about one sentence
 */
public record Bug(
        String id,
        String component,
        String commits,
        String release,
        String kind,
        Configuration smallest,
        String fairness,
        String about) {

    /** The built-in scenario that shows it. */
    public Scenario scenario() {
        return Scenarios.named("bug-" + id);
    }

    /** Its shapes, in the order of the scenario's expectations; exactly one is silent. */
    public List<Trial> shapes() {
        List<Trial> shapes = new ArrayList<>();
        Scenario scenario = scenario();
        for (Scenario.Expectation e : scenario.expectations()) {
            if (e.profile().endsWith("_" + id)) {
                String shape = e.profile().substring(0, e.profile().indexOf('_'));
                String expected = e.holds() ? Trial.SILENT : e.violates();
                shapes.add(new Trial(id, shape, scenario.name(), e.profile(), expected));
            }
        }
        return shapes;
    }

    /** The shape after the fix. */
    public Trial fixed() {
        return shapes().stream().filter(Trial::silent).findFirst().orElseThrow();
    }
}
