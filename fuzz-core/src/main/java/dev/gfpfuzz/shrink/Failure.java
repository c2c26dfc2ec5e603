package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Outcome;
import java.util.List;

/**
 * A run that shows the bug.
 *
 * @param steps what was done, step by step
 */
public record Failure(Target target, Outcome outcome, List<Taken> steps, Measure measure) {
    public Failure {
        steps = List.copyOf(steps);
    }

    static Failure of(Target target, Outcome outcome, List<Taken> steps) {
        int values = 0;
        for (Taken step : steps) {
            for (int v : step.values()) {
                values += v == 0 ? 0 : 1;
            }
        }
        Measure measure = new Measure(
                target.tasks(),
                target.operations(),
                outcome.contextSwitches(),
                values,
                target.sizes(),
                outcome.steps(),
                outcome.schedule());
        return new Failure(target, outcome, steps, measure);
    }
}
