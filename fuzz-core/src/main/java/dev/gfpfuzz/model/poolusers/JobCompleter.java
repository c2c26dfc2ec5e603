package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** Who finishes jobs, one at a time and in their order, and gives their elements back: a daemon. */
public final class JobCompleter extends Frame<JobCompleter.At> {
    enum At {
        IDLE,
        COMPLETED,
        FREED
    }

    /** What is called for a job that is complete. */
    public enum Callback {
        /** {@code drivers/md/dm-snap.c, v5.0}: kcopyd has made a copy. */
        COPY_CALLBACK,
        /** {@code drivers/md/dm.c, v4.17}: the device below a target has written a bio. */
        CLONE_ENDIO
    }

    private int queue;
    private Callback callback;

    public JobCompleter(int queue, Callback callback) {
        super(At.IDLE);
        this.queue = queue;
        this.callback = callback;
    }

    @Override
    protected Next step(World w, Task completer) {
        JobQueue q = w.part(queue);
        return switch (at) {
            case IDLE -> awaitThen(completer, At.COMPLETED);
            case COMPLETED -> {
                Mempool pool = w.part(q.pool());
                int job = JobQueue.job(q.take());
                yield call(completer, pool.variants().free().enter(q.pool(), q.unhold(job)), At.FREED);
            }
            case FREED -> {
                q.changeOutstanding(-1);
                yield awaitThen(completer, At.COMPLETED);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task completer) {
        return !w.<JobQueue>look(queue).isEmpty();
    }

    @Override
    public String waitsFor(World w, Task completer) {
        return "a job to finish";
    }

    @Override
    public String function() {
        return callback == Callback.COPY_CALLBACK ? "copy_callback" : "clone_endio";
    }

    @Override
    protected void fields(Fields f) {
        queue = f.of(queue);
        callback = f.of(callback);
    }
}
