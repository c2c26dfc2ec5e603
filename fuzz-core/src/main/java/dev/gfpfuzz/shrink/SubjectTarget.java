package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Task;
import java.util.List;
import java.util.function.Supplier;

/** A user's own model, without a scenario: only its schedule can be made smaller. */
record SubjectTarget(Supplier<Subject> model) implements Target {
    @Override
    public Subject subject() {
        return model.get();
    }

    @Override
    public Object nameless() {
        return this;
    }

    @Override
    public int tasks() {
        return 0;
    }

    @Override
    public int operations() {
        return 0;
    }

    @Override
    public long sizes() {
        return 0;
    }

    @Override
    public int operationOf(Task task) {
        return 0;
    }

    @Override
    public List<Reduction> withoutOneTask() {
        return List.of();
    }

    @Override
    public List<Reduction> withoutOperations() {
        return List.of();
    }

    @Override
    public List<Target> withOneSizeSmaller() {
        return List.of();
    }
}
