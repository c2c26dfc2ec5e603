package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Picker;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets another pick, and notes each step: which task, at which operation, with which values. */
final class Recording implements Picker, Observer {
    private final Picker picker;
    private final Target target;
    private final List<Taken> steps = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();
    /** The operation at which each task's next step begins. */
    private final int[] operation;

    Recording(Picker picker, Target target, int tasks) {
        this.picker = picker;
        this.target = target;
        this.operation = new int[tasks];
    }

    List<Taken> steps() {
        return steps;
    }

    @Override
    public void startRun(long seed) {
        picker.startRun(seed);
        steps.clear();
        values.clear();
    }

    @Override
    public @Nullable Circle circle() {
        return picker.circle();
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        return picker.nextTask(at, enabled, n);
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        int value = picker.nextValue(at, bound, reason);
        values.add(value);
        return value;
    }

    @Override
    public void afterStep(World w, Task task) {
        steps.add(new Taken(task.name(), operation[task.id()], values));
        values.clear();
        operation[task.id()] = target.operationOf(task);
    }
}
