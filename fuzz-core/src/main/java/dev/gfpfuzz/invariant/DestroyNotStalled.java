package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.RwSem;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Worth knowing: a task that takes a shrinker out waits for a task that waits, for a lock or for I/O, inside some shrinker.
 * One slow device thus holds up the removal of every cache in the system. v4.17 does that; v6.1's shrinker never waits.
 */
public final class DestroyNotStalled extends Invariant {
    private final List<Integer> rwsems = new ArrayList<>();

    @Override
    public String name() {
        return "destroy-not-stalled";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public boolean reportOnly() {
        return true;
    }

    @Override
    public String statement() {
        return "Nobody waits to unregister a shrinker while a task waits inside one.";
    }

    @Override
    public String source() {
        return "mm/vmscan.c, v4.17, shrink_slab and unregister_shrinker: shrinker_rwsem";
    }

    @Override
    public String companion() {
        return "a task wants to unregister a shrinker while another is inside one";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        for (PageAllocator a : partsOf(world, PageAllocator.class)) {
            if (a.shrinkerRwsem() >= 0) {
                rwsems.add(a.shrinkerRwsem());
            }
        }
        return !rwsems.isEmpty();
    }

    @Override
    public void afterStep(World w, Task task) {
        for (int id : rwsems) {
            RwSem rwsem = w.look(id);
            if (rwsem.readers() != 0) {
                check(w, rwsem);
            }
        }
    }

    private void check(World w, RwSem rwsem) {
        for (int i = 0; i < w.taskCount(); i++) {
            Task writer = w.lookTask(i);
            if (writer.waits() != Wait.LOCK || writer.waitOn() != rwsem.id()) {
                continue;
            }
            exercised(w);
            for (long rest = rwsem.readers(); rest != 0; rest &= rest - 1) {
                Task reader = w.lookTask(Long.numberOfTrailingZeros(rest));
                if (reader.waits() == Wait.LOCK || reader.waits() == Wait.CONDITION) {
                    broken(
                            w,
                            writer,
                            "Task " + writer.name() + " cannot unregister its shrinker before task " + reader.name()
                                    + " is done in another one, where it waits in " + reader.where() + ".",
                            "unregisters a shrinker;another waits inside one");
                }
            }
        }
    }
}
