package dev.gfpfuzz.step;

import java.util.Arrays;

/**
 * Who may run: computed from what each task declared to wait for, and kept until something changes that the answer
 * depends on. One a world.
 */
final class Readiness {
    /** For each task, the components that its readiness was computed from, itself included. */
    private final long[] depends;
    /** Tasks that can run, a bit each. */
    private long ready;
    /** Tasks that only the clock, or a wake-up, lets run. */
    private long timed;
    /** Components changed by steps before the last one and since the list was made. */
    private long changed = -1;
    /** Components that the last step touched and that were taken into account since. */
    private long settled;

    Readiness(int tasks) {
        depends = new long[tasks];
        Arrays.fill(depends, -1);
    }

    private Readiness(Readiness from) {
        depends = from.depends.clone();
        ready = from.ready;
        timed = from.timed;
        changed = from.changed;
        settled = from.settled;
    }

    Readiness copy() {
        return new Readiness(this);
    }

    /** A new step begins; the last one touched these components, bits as in {@link World#touched()}. */
    void stepBegins(long touched) {
        changed |= touched & ~settled;
        settled = 0;
    }

    /** Nothing changes until the next step begins; what was computed within this step may have changed since. */
    void stepEnds() {
        settled = 0;
    }

    /** {@link World#enabled}. */
    int enabled(World w, Part[] parts, Task[] tasks, int[] out) {
        long stale = changed | w.touched() & ~settled;
        changed = 0;
        settled = w.touched();
        long seen = w.looked;
        for (int i = 0; i < depends.length; i++) {
            if ((depends[i] & stale) != 0) {
                compute(w, parts, tasks[i], i);
            }
            seen |= depends[i];
        }
        w.looked = seen;
        int start = Math.max(w.running(), 0);
        int n = list(ready & -1L << start, out, 0);
        n = list(ready & ~(-1L << start), out, n);
        return timed == 0 ? n : listTimed(tasks, start, out, n);
    }

    private void compute(World w, Part[] parts, Task t, int id) {
        long bit = 1L << id;
        ready &= ~bit;
        timed &= ~bit;
        w.looked = bit << World.PARTS_MAX;
        boolean now = switch (t.waits()) {
            case NOTHING -> true;
            case LOCK -> {
                w.looked |= 1L << t.waitOn();
                yield ((Lock) parts[t.waitOn()]).available(w, t, t.waitMode());
            }
            case SLEEP -> {
                timed |= t.asleep() && t.deadline() != Task.NO_TIMEOUT ? bit : 0;
                yield !t.asleep();
            }
            case CONDITION -> t.top().ready(w, t);
            case DONE -> false;
        };
        ready |= now ? bit : 0;
        depends[id] = w.looked;
    }

    private static int list(long set, int[] out, int from) {
        int n = from;
        for (long rest = set; rest != 0; rest &= rest - 1) {
            out[n++] = Long.numberOfTrailingZeros(rest);
        }
        return n;
    }

    /** Of the sleepers with a timeout, those whose clock is next: time passes only to the next instant. */
    private int listTimed(Task[] tasks, int start, int[] out, int from) {
        long next = Task.NO_TIMEOUT;
        for (long rest = timed; rest != 0; rest &= rest - 1) {
            next = Math.min(next, tasks[Long.numberOfTrailingZeros(rest)].deadline());
        }
        long due = 0;
        for (long rest = timed; rest != 0; rest &= rest - 1) {
            int id = Long.numberOfTrailingZeros(rest);
            due |= tasks[id].deadline() == next ? 1L << id : 0;
        }
        int n = list(due & -1L << start, out, from);
        return list(due & ~(-1L << start), out, n);
    }
}
