package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.TaskNames;

/** What an invariant remembers about each task: one small number, 0 at the start. */
final class TaskGhost extends Part {
    private final boolean byTask;
    private int[] marks;

    TaskGhost(int tasks) {
        this(tasks, true);
    }

    private TaskGhost(int marks, boolean byTask) {
        this.marks = new int[marks];
        this.byTask = byTask;
    }

    /** One number that is about no particular task. */
    static TaskGhost ofAll() {
        return ofAll(1);
    }

    /** Some numbers that are about no particular task. */
    static TaskGhost ofAll(int numbers) {
        return new TaskGhost(numbers, false);
    }

    int mark(int task) {
        return marks[task];
    }

    void mark(int task, int value) {
        marks[task] = value;
    }

    @Override
    protected TaskGhost copy() {
        TaskGhost g = (TaskGhost) super.copy();
        g.marks = marks.clone();
        return g;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.VISITED;
    }

    @Override
    protected void fields(Fields f) {
        if (byTask) {
            f.byTask(marks);
        } else {
            f.of(marks);
        }
    }
}
