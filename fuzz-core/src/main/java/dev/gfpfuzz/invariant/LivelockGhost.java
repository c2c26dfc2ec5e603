package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import java.util.Arrays;

/**
 * What {@link NoLivelock} remembers, and for people the steps since the state was saved. No part of the world's state: a
 * state that comes back would not be recognised.
 */
final class LivelockGhost extends Part {
    private static final int SHOWN_MAX = 64;
    private static final int WORDS = 3;
    private static final String[] NONE = {};

    private LivelockMemory memory = new LivelockMemory();
    /** For each step since, {@link #WORDS} words: the task, and its place or nothing. */
    private String[] shown = NONE;

    LivelockMemory memory() {
        return memory;
    }

    /** Goes on where another has come to, without its steps to show. */
    void goOnFrom(LivelockMemory other) {
        memory = other.copy();
        shown = NONE;
    }

    /** The last step is to be shown. */
    void show(Task task) {
        int steps = memory.steps();
        if (steps == 0 || steps > SHOWN_MAX) {
            return;
        }
        int at = (steps - 1) * WORDS;
        if (shown.length < at + WORDS) {
            shown = Arrays.copyOf(shown, Math.max(16 * WORDS, at * 2));
        }
        boolean ends = task.depth() == 0;
        shown[at] = task.name();
        shown[at + 1] = ends ? "" : task.top().function();
        shown[at + 2] = ends ? "" : task.top().label();
    }

    /** The steps since, one after the other, for people. */
    String cycle() {
        int steps = memory.steps();
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < Math.min(steps, SHOWN_MAX); i++) {
            if (i * WORDS >= shown.length || shown[i * WORDS] == null) {
                s.append(i == 0 ? "" : ", ").append("..."); // made before it went on here
                continue;
            }
            String function = shown[i * WORDS + 1];
            s.append(i == 0 ? "" : ", ").append(shown[i * WORDS]);
            s.append(function.isEmpty() ? " ends" : " to " + function + ":" + shown[i * WORDS + 2]);
        }
        return steps > SHOWN_MAX ? s + ", ..." : s.toString();
    }

    @Override
    protected LivelockGhost copy() {
        LivelockGhost g = (LivelockGhost) super.copy();
        g.memory = memory.copy();
        g.shown = shown.length == 0 ? NONE : shown.clone();
        return g;
    }

    @Override
    protected void fields(Fields f) {}
}
