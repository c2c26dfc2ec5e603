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

    Readiness(int tasks) {
        depends = new long[tasks];
        Arrays.fill(depends, -1);
    }

    private Readiness(Readiness from) {
        depends = from.depends.clone();
        ready = from.ready;
        timed = from.timed;
    }

    Readiness copy() {
        return new Readiness(this);
    }

    /**
     * {@link World#enabled}.
     *
     * @param stale components that may have changed since the last call, bits as in {@link World#touched()}
     */
    int enabled(World w, Part[] parts, Task[] tasks, long stale, int[] out) {
        update(w, parts, tasks, stale);
        return EnabledOrder.list(ready, due(tasks), w.running(), out);
    }

    /** As {@link #enabled}, a bit for each task. */
    long set(World w, Part[] parts, Task[] tasks, long stale) {
        update(w, parts, tasks, stale);
        return ready | due(tasks);
    }

    /** Of {@link #set}, those that only the clock can wake. */
    long due(World w, Part[] parts, Task[] tasks, long stale) {
        update(w, parts, tasks, stale);
        return due(tasks);
    }

    private void update(World w, Part[] parts, Task[] tasks, long stale) {
        long seen = w.looked;
        for (int i = 0; i < depends.length; i++) {
            if ((depends[i] & stale) != 0) {
                compute(w, parts, tasks[i], i);
            }
            seen |= depends[i];
        }
        w.looked = seen;
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

    /** Of the sleepers with a timeout, those whose clock is next: time passes only to the next instant. */
    private long due(Task[] tasks) {
        if (timed == 0) {
            return 0;
        }
        long next = Task.NO_TIMEOUT;
        for (long rest = timed; rest != 0; rest &= rest - 1) {
            next = Math.min(next, tasks[Long.numberOfTrailingZeros(rest)].deadline());
        }
        long due = 0;
        for (long rest = timed; rest != 0; rest &= rest - 1) {
            int id = Long.numberOfTrailingZeros(rest);
            due |= tasks[id].deadline() == next ? 1L << id : 0;
        }
        return due;
    }
}
