package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;

/**
 * What {@link NoLivelock} remembers: a state, and what happened since. No part of the world's state for hashing: a state
 * that comes back would not be recognised.
 */
final class LivelockGhost extends Part {
    private static final int SHOWN_MAX = 64;

    private long looping;
    private boolean armed;
    private long saved;
    private int steps;
    private int patience;
    private int taskSaved = -1;
    private long ran;
    private long couldRun;
    private String[] shown = new String[0];

    /** The task whose retry the state was saved at, or -1. */
    int taskSaved() {
        return taskSaved;
    }

    /** The task goes round again; whether it has done so before in this request. */
    boolean loops(int task) {
        boolean before = (looping >>> task & 1) != 0;
        looping |= 1L << task;
        return before;
    }

    /** The task's request has ended. */
    void ended(int task) {
        looping &= ~(1L << task);
        if (taskSaved == task) {
            taskSaved = -1;
        }
    }

    boolean armed() {
        return armed;
    }

    void arm(boolean now) {
        armed = now;
    }

    long saved() {
        return saved;
    }

    int steps() {
        return steps;
    }

    boolean outOfPatience() {
        return steps >= patience;
    }

    /** Every task that could have run since has run. */
    boolean fair() {
        return (couldRun & ~ran) == 0;
    }

    long ran() {
        return ran;
    }

    void save(int task, long state) {
        taskSaved = task;
        saved = state;
        patience = Math.max(16, patience * 2);
        steps = 0;
        ran = 0;
        couldRun = 0;
        shown = new String[0];
    }

    void stepped(Task task, long enabled) {
        steps++;
        ran |= 1L << task.id();
        couldRun |= enabled;
        if (steps <= SHOWN_MAX) {
            if (shown.length < steps) {
                shown = java.util.Arrays.copyOf(shown, steps + 7);
            }
            Frame<?> top = task.depth() == 0 ? null : task.top();
            shown[steps - 1] = top == null ? task.name() + " ends" : task.name() + " to " + task.where();
        }
    }

    /** The steps since, one after the other, for people. */
    String cycle() {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < Math.min(steps, SHOWN_MAX); i++) {
            s.append(i == 0 ? "" : ", ").append(shown[i]);
        }
        return steps > SHOWN_MAX ? s + ", ..." : s.toString();
    }

    @Override
    protected LivelockGhost copy() {
        LivelockGhost g = (LivelockGhost) super.copy();
        g.shown = shown.clone();
        return g;
    }

    @Override
    protected void fields(Fields f) {}
}
