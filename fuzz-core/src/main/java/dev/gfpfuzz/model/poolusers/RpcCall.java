package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code net/sunrpc/clnt.c, v5.17, rpc_call_async}: queues a task on the workqueue and waits for its reply. */
public final class RpcCall extends Frame<RpcCall.At> {
    enum At {
        ENTRY,
        OVER
    }

    private int workqueue;
    private int job;

    public RpcCall(int workqueue) {
        super(At.ENTRY);
        this.workqueue = workqueue;
    }

    @Override
    protected Next step(World w, Task current) {
        JobQueue queue = w.part(workqueue);
        return switch (at) {
            case ENTRY -> {
                job = queue.newJob();
                queue.put(RpcWorker.START, job);
                yield awaitThen(current, At.OVER);
            }
            case OVER -> ret(current);
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return w.<JobQueue>look(workqueue).over(job);
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "its reply";
    }

    @Override
    public String function() {
        return "rpc_call_async";
    }

    @Override
    protected void fields(Fields f) {
        workqueue = f.of(workqueue);
        job = f.of(job);
    }
}
