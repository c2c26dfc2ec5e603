package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code drivers/md/dm-snap.c, v5.0, copy_callback}: kcopyd finishing one copy at a time, a daemon. */
public final class SnapshotCopier extends Frame<SnapshotCopier.At> {
    enum At {
        IDLE,
        COPIED,
        FREED
    }

    private int queue;

    public SnapshotCopier(int queue) {
        super(At.IDLE);
        this.queue = queue;
    }

    @Override
    protected Next step(World w, Task copier) {
        JobQueue q = w.part(queue);
        return switch (at) {
            case IDLE -> awaitThen(copier, At.COPIED);
            case COPIED -> {
                Mempool pool = w.part(q.pool());
                int job = JobQueue.job(q.take());
                yield call(copier, pool.variants().free().enter(q.pool(), q.unhold(job)), At.FREED);
            }
            case FREED -> {
                q.changeOutstanding(-1);
                yield awaitThen(copier, At.COPIED);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task copier) {
        return !w.<JobQueue>look(queue).isEmpty();
    }

    @Override
    public String waitsFor(World w, Task copier) {
        return "a copy to finish";
    }

    @Override
    public String function() {
        return "copy_callback";
    }

    @Override
    protected void fields(Fields f) {
        queue = f.of(queue);
    }
}
