package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/oom_kill.c, v4.17, out_of_memory} with {@code oom_kill_process}. Called with oom_lock held. Returns whether
 * the caller should go on trying. A system with nobody to kill panics. Left out: notifiers, badness beyond "the process
 * with the memory first", children, memory cgroups.
 */
final class OutOfMemory extends ZoneFrame<OutOfMemory.At> {
    enum At {
        ENTRY,
        SLEPT
    }

    private int gfp;
    private int order;
    private final OomRules rules;

    OutOfMemory(int zone, int gfp, int order, OomRules rules) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.order = order;
        this.rules = rules;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        if (at == At.SLEPT) {
            return ret(current, 1);
        }
        Pgdat node = w.part(z.node());
        w.emit(PageEvent.OUT_OF_MEMORY, current, gfp, order);
        if (z.config().oomDisabled()) {
            return ret(current, 0);
        }
        int self = OomState.ofTask(current.id());
        if (taskWillFreeMem(current) && (node.skipped() >>> self & 1) == 0) {
            node.kill(self);
            current.setFlags(current.flags() | TaskFlags.TIF_MEMDIE);
            return ret(current, 1);
        }
        if (rules.needsFs(gfp) || rules.waitsForVictim() && OomState.victims(w, node) != 0) {
            return ret(current, 1);
        }
        int victim = OomState.select(w, z, node);
        if (victim == OomState.NOBODY) {
            throw new KernelBug("out of memory and no killable processes");
        }
        node.kill(victim);
        w.emit(PageEvent.OOM_KILL, current, gfp, OomState.pack(order, victim));
        if (OomState.isTask(victim)) {
            signal(w.task(OomState.task(victim)));
        }
        if (!rules.sleepsAfterKill()) {
            return ret(current, 1);
        }
        current.setAsleep();
        return sleepThen(current, w.ticks() + 1, At.SLEPT);
    }

    /** {@code task_will_free_mem} of a task that exits as soon as it can; kernel threads have no memory of their own. */
    private static boolean taskWillFreeMem(Task t) {
        return TaskFlags.fatalSignalPending(t.flags()) && (t.flags() & TaskFlags.PF_KTHREAD) == 0;
    }

    /** {@code SIGKILL}: ends a wait that signals end. */
    private static void signal(Task victim) {
        victim.setFlags(victim.flags() | TaskFlags.TIF_MEMDIE);
        ThrottleDirectReclaim.signalWakeUp(victim);
    }

    @Override
    public String function() {
        return "out_of_memory";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
    }
}
