package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Picker;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * Follows steps that were recorded in a run of something larger. A recorded choice is relative: without a task, an
 * operation or a switch, the same numbers mean something else. So this follows names: at each scheduling point the next
 * recorded step whose task is enabled here runs, those before it are passed over, and beyond the last the running task
 * goes on. Inside a step the recorded values are given as far as they exist, then ordinary ones.
 */
final class StepsPicker implements Picker, Observer {
    private final List<Taken> steps;
    private int next;
    private int nextValue;

    StepsPicker(List<Taken> steps) {
        this.steps = steps;
    }

    @Override
    public void startRun(long seed) {
        next = 0;
        nextValue = 0;
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        for (; next < steps.size(); next++) {
            String wanted = steps.get(next).task();
            for (int i = 0; i < n; i++) {
                if (at.world().lookTask(enabled[i]).name().equals(wanted)) {
                    return i;
                }
            }
        }
        return 0;
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        if (!expects(at.world().lookTask(at.running()))) {
            return 0;
        }
        List<Integer> values = steps.get(next).values();
        int value = nextValue < values.size() ? values.get(nextValue++) : 0;
        return value < bound ? value : 0;
    }

    @Override
    public void afterStep(World w, Task task) {
        // Nobody is asked where only one task is enabled, so what ran may be something that was not recorded.
        if (expects(task)) {
            next++;
        }
        nextValue = 0;
    }

    private boolean expects(Task task) {
        return next < steps.size() && steps.get(next).task().equals(task.name());
    }
}
