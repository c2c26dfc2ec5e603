package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.TaskNames;

/** A shared variable. */
public final class Cell extends Part {
    public int value;

    public Cell(int value) {
        this.value = value;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.NONE;
    }

    @Override
    protected void fields(Fields f) {
        value = f.of(value);
    }
}
