package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;

/** What an invariant remembers about each task: one small number, 0 at the start. */
final class TaskGhost extends Part {
    private int[] marks;

    TaskGhost(int tasks) {
        marks = new int[tasks];
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
    protected void fields(Fields f) {
        f.of(marks);
    }
}
