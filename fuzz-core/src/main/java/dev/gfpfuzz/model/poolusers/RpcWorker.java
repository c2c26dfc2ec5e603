package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code net/sunrpc/sched.c, v5.17, rpc_malloc, rpc_async_schedule}: the one worker thread of an exhausted workqueue, a
 * daemon. It starts tasks, which take a buffer, and handles replies, which give it back; a reply waits behind a task that
 * sleeps for a buffer.
 */
public final class RpcWorker extends Frame<RpcWorker.At> {
    enum At {
        IDLE,
        WORK,
        BUFFER_RETURNED,
        BUFFER_FREED
    }

    /** What an async task does that gets no buffer. */
    public enum Shape {
        REQUEUES,
        BLOCKS
    }

    static final int START = 0;
    static final int REPLY = 1;

    private int workqueue;
    private int job;

    public RpcWorker(int workqueue) {
        super(At.IDLE);
        this.workqueue = workqueue;
    }

    @Override
    protected Next step(World w, Task worker) {
        JobQueue queue = w.part(workqueue);
        Mempool pool = w.part(queue.pool());
        return switch (at) {
            case IDLE -> awaitThen(worker, At.WORK);
            case WORK -> {
                int entry = queue.take();
                job = JobQueue.job(entry);
                int gfp = queue.variants().rpcMalloc() == Shape.BLOCKS ? Gfp.GFP_NOFS : Gfp.GFP_NOWAIT;
                yield JobQueue.kind(entry) == START
                        ? call(worker, pool.variants().alloc().enter(queue.pool(), gfp), At.BUFFER_RETURNED)
                        : call(worker, pool.variants().free().enter(queue.pool(), queue.unhold(job)), At.BUFFER_FREED);
            }
            case BUFFER_RETURNED -> {
                long buffer = worker.ret();
                queue.hold(job, buffer);
                queue.put(buffer == Mempool.NULL ? START : REPLY, job);
                yield awaitThen(worker, At.WORK);
            }
            case BUFFER_FREED -> {
                queue.end(job);
                yield awaitThen(worker, At.WORK);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task worker) {
        return !w.<JobQueue>look(workqueue).isEmpty();
    }

    @Override
    public String waitsFor(World w, Task worker) {
        return "work";
    }

    @Override
    public String function() {
        return "rpc_async_schedule";
    }

    @Override
    protected void fields(Fields f) {
        workqueue = f.of(workqueue);
        job = f.of(job);
    }
}
