package dev.gfpfuzz.kernel;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;

/**
 * Softirqs of the one CPU of a scenario: {@code kernel/softirq.c, v6.1}. A softirq, a task of the model, begins when bottom
 * halves are on, on top of whoever runs; that one goes on when the softirq has ended.
 */
@PublicApi
public final class Softirq extends Part {
    private static final int NOBODY = -1;

    private int disabled;
    private int running = NOBODY;

    /** {@code local_bh_disable}. */
    void disable() {
        disabled++;
    }

    /** {@code local_bh_enable}. */
    void enable() {
        disabled--;
    }

    /** Whether a softirq may begin now. */
    public boolean mayRun() {
        return disabled == 0 && running == NOBODY;
    }

    /** Whether another task's softirq runs on the CPU, so that this one does not get it. */
    boolean keepsOff(Task task) {
        return running != NOBODY && running != task.id();
    }

    /** {@code __do_softirq} begins. */
    public void enter(World w, Task softirq) {
        running = softirq.id();
        w.emit(KernelEvent.SOFTIRQ_BEGINS, softirq);
    }

    /** And ends. */
    public void exit(World w, Task softirq) {
        running = NOBODY;
        w.emit(KernelEvent.SOFTIRQ_ENDS, softirq);
    }

    /** The task whose softirq runs, or -1. */
    public int running() {
        return running;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.VISITED;
    }

    @Override
    protected void fields(Fields f) {
        disabled = f.of(disabled);
        running = f.task(running);
    }
}
