package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.blkcg.BlkcgEvent;
import dev.gfpfuzz.model.blkcg.RequestQueue;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A queue has at most one group for a cgroup: who dropped the lock to allocate looks up again. {@link OneBufferPerBlock} is
 * the same rule for the buffers of dm-bufio.
 *
 * <p>Mutant that it catches: {@code blkg_conf_prep = no-second-look}.
 */
public final class OneGroupPerCgroup extends Invariant {
    @Override
    public String name() {
        return "one-group-per-cgroup";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "At most one group is inserted for a cgroup, also after the lock was dropped to allocate.";
    }

    @Override
    public String source() {
        return "block/blk-cgroup.c, v4.17, blkg_conf_prep, blkg_lookup_check";
    }

    @Override
    public String companion() {
        return "a task finds the group of a cgroup";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        return !partsOf(world, RequestQueue.class).isEmpty();
    }

    @Override
    public List<Event> hears() {
        return List.of(BlkcgEvent.FOUND, BlkcgEvent.INSERTED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == BlkcgEvent.FOUND) {
            exercised(w);
        } else if (event == BlkcgEvent.INSERTED && w.<RequestQueue>look((int) a).groups((int) b) > 1) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " inserts a second group for cgroup " + b + " into "
                            + w.look((int) a).name()
                            + ": another inserted one while it allocated.",
                    "two groups for one cgroup");
        }
    }
}
