package dev.gfpfuzz.shrink;

import dev.gfpfuzz.schedule.Schedule;

/**
 * How large a failing run is: what {@link ShrinkOrder} compares.
 *
 * @param tasks tasks of the scenario; daemons that an object brings along do not count
 * @param operations operations of all tasks, repeats unrolled
 * @param contextSwitches steps whose task is another than the step's before, as {@code run.Outcome} counts them
 * @param values choices inside steps that are not the ordinary one
 * @param sizes sum of the parameters written at the scenario's objects
 * @param steps steps of the run
 * @param schedule every choice
 */
public record Measure(
        int tasks, int operations, int contextSwitches, int values, long sizes, int steps, Schedule schedule)
        implements Comparable<Measure> {
    @Override
    public int compareTo(Measure other) {
        return ShrinkOrder.compare(this, other);
    }

    /** What a person counts: everything but the schedule itself. */
    public String sizeText() {
        return count(tasks, "task") + ", " + count(operations, "operation") + ", "
                + count(contextSwitches, "context switch") + ", " + count(values, "injected value") + ", sizes " + sizes
                + ", " + count(steps, "step");
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : what.endsWith("h") ? "es" : "s");
    }
}
