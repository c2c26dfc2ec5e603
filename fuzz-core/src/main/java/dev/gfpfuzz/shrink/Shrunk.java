package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.Schedule;

/**
 * The smallest failing run found of a scenario.
 *
 * @param reduced what is left of the scenario
 * @param run its run
 */
public record Shrunk(Case reduced, ShrunkRun run) {
    public Schedule schedule() {
        return run.outcome().schedule();
    }

    public Outcome outcome() {
        return run.outcome();
    }
}
