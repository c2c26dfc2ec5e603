package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import java.util.Arrays;

/**
 * What {@link NoLivelock} remembers: a state, and what happened since. No part of the world's state for hashing: a state
 * that comes back would not be recognised.
 */
final class LivelockGhost extends Part {
    private static final int SHOWN_MAX = 64;
    private static final int WORDS = 3;
    private static final String[] NONE = {};

    private long looping;
    private boolean armed;
    private long saved;
    private int steps;
    private int patience;
    private int taskSaved = -1;
    private long ran;
    private long couldRun;
    /** For each step since, {@link #WORDS} words: the task, and its place or nothing. */
    private String[] shown = NONE;
    /** Hash of what is shown. */
    private long course;

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
            patience = 0;
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
        shown = NONE;
        course = 0;
    }

    void stepped(Task task, long enabled) {
        steps++;
        ran |= 1L << task.id();
        couldRun |= enabled;
        if (steps <= SHOWN_MAX) {
            int at = (steps - 1) * WORDS;
            if (shown.length < at + WORDS) {
                shown = Arrays.copyOf(shown, Math.max(16 * WORDS, at * 2));
            }
            boolean ends = task.depth() == 0;
            shown[at] = task.name();
            shown[at + 1] = ends ? "" : task.top().function();
            shown[at + 2] = ends ? "" : task.top().label();
            course = mixed(31 * (31 * course + task.id()) + shown[at + 1].hashCode()) + shown[at + 2].hashCode();
        }
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit depends on all. */
    private static long mixed(long z) {
        long y = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long x = (y ^ y >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }

    /** The steps since, one after the other, for people. */
    String cycle() {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < Math.min(steps, SHOWN_MAX); i++) {
            String function = shown[i * WORDS + 1];
            s.append(i == 0 ? "" : ", ").append(shown[i * WORDS]);
            s.append(function.isEmpty() ? " ends" : " to " + function + ":" + shown[i * WORDS + 2]);
        }
        return steps > SHOWN_MAX ? s + ", ..." : s.toString();
    }

    @Override
    protected LivelockGhost copy() {
        LivelockGhost g = (LivelockGhost) super.copy();
        g.shown = shown.length == 0 ? NONE : shown.clone();
        return g;
    }

    @Override
    protected void fields(Fields f) {}

    @Override
    protected void history(Fields f) {
        f.of(looping);
        f.of(taskSaved);
        if (taskSaved >= 0) {
            f.of(saved);
            f.of(steps);
            f.of(patience);
            f.of(ran);
            f.of(couldRun);
            f.of(course);
        }
    }
}
