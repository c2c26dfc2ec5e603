package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.schedule.Schedule;

/**
 * One thing that a shard found, before anybody shrank it: all runs of the shard that broke the same invariant with the
 * same skeleton.
 *
 * @param invariant name of the invariant
 * @param report true when this is worth knowing but does not change a verdict
 * @param skeleton the causes, free of task and buffer numbers; see {@link dev.gfpfuzz.step.Violation}
 * @param sentence what happened in the first such run
 * @param firstRun number in the shard of the first such run, from 0
 * @param count how many runs of the shard did it, at least 1
 * @param schedule choices of the first such run
 * @param steps steps of the first such run
 */
public record RawFinding(
        String invariant,
        boolean report,
        String skeleton,
        String sentence,
        long firstRun,
        long count,
        Schedule schedule,
        int steps) {
    /** The same finding with another count. */
    RawFinding counted(long newCount) {
        return new RawFinding(invariant, report, skeleton, sentence, firstRun, newCount, schedule, steps);
    }
}
