package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.poolusers.JobQueue;
import dev.gfpfuzz.model.poolusers.Snapshot;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of a class that wait for I/O stay below their limit: a pool's fast path takes memory without one.
 *
 * <p>Mutant that it catches: {@code start_copy = unbounded} (before v5.0).
 */
public final class QueueStaysBounded extends Invariant {
    private final List<Integer> snapshots = new ArrayList<>();

    @Override
    public String name() {
        return "queue-stays-bounded";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No more copies are under way than the limit allows.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-snap.c, commit 721b1d98fb51 (v5.0): 10 GiB of queued jobs and an OOM kill were seen";
    }

    @Override
    public String companion() {
        return "as many copies are under way as may be";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        for (Snapshot s : partsOf(world, Snapshot.class)) {
            snapshots.add(s.id());
        }
        return !snapshots.isEmpty();
    }

    @Override
    public void afterStep(World w, Task task) {
        for (int id : snapshots) {
            Snapshot s = w.look(id);
            int outstanding = w.<JobQueue>look(s.queue()).outstanding();
            if (outstanding >= s.limit()) {
                exercised(w);
            }
            if (outstanding > s.limit()) {
                broken(
                        w,
                        task,
                        "Snapshot " + s.name() + " has " + outstanding + " copies under way; its limit is " + s.limit()
                                + ".",
                        "more items under way than the limit");
            }
        }
    }
}
