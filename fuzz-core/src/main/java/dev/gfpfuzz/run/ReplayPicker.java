package dev.gfpfuzz.run;

import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.StateView;
import org.jspecify.annotations.Nullable;

/** Follows a recorded schedule. A choice that does not exist here (another model, a damaged schedule) becomes 0. */
public final class ReplayPicker implements Picker {
    private final Schedule schedule;
    private int next;

    public ReplayPicker(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void startRun(long seed) {
        next = 0;
    }

    @Override
    public @Nullable Circle circle() {
        return schedule.circle();
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        return choice(n);
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return choice(bound);
    }

    private int choice(int bound) {
        int c = schedule.choice(next++);
        return c < bound ? c : 0;
    }
}
