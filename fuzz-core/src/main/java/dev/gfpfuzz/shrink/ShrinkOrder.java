package dev.gfpfuzz.shrink;

import dev.gfpfuzz.schedule.Schedule;

/**
 * The total order in which one failing run is smaller than another. The first that differs decides:
 *
 * <ol>
 *   <li><b>tasks</b>: each is a column of the picture and a name to remember; nothing costs a reader more;
 *   <li><b>operations</b>, with repeats unrolled: each is a line of the scenario;
 *   <li><b>context switches</b>: each is a place where the reader has to turn from one column to another. Forced switches
 *       (the task blocked or ended) count as well: they are read like the others;
 *   <li><b>injected values</b>: each non-ordinary answer (an allocation that fails with pages free, an I/O error, an
 *       unusual order of completions) is something the reader has to believe;
 *   <li><b>sizes</b>: the sum of the parameters written at the scenario's objects. Behind the choices, because a reserve
 *       of two is easier to read than one more switch. Parameters at their defaults stay: overriding one would make the
 *       page longer;
 *   <li><b>steps</b>: the length of the story;
 *   <li>the <b>schedule</b>, choice by choice with zeros beyond its end: 0 is "the running task goes on", so among equals
 *       the later switch and the nearer task win. It carries no meaning; it makes the order total, so that equally good
 *       stories have one winner whoever found them.
 * </ol>
 */
public final class ShrinkOrder {
    private ShrinkOrder() {}

    /** Negative if {@code a} is smaller, 0 only for equal measures. */
    public static int compare(Measure a, Measure b) {
        int c = Integer.compare(a.tasks(), b.tasks());
        c = c != 0 ? c : Integer.compare(a.operations(), b.operations());
        c = c != 0 ? c : Integer.compare(a.contextSwitches(), b.contextSwitches());
        c = c != 0 ? c : Integer.compare(a.values(), b.values());
        c = c != 0 ? c : Long.compare(a.sizes(), b.sizes());
        c = c != 0 ? c : Integer.compare(a.steps(), b.steps());
        return c != 0 ? c : compare(a.schedule(), b.schedule());
    }

    /** Choice by choice, zeros beyond the end. */
    static int compare(Schedule a, Schedule b) {
        int n = Math.max(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            int c = Integer.compare(a.choice(i), b.choice(i));
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }
}
