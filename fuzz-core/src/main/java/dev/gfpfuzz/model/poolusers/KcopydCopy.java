package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code drivers/md/dm-kcopyd.c, v3.0, dm_kcopyd_copy}: takes a job from the pool, queues it, waits for its end. */
public final class KcopydCopy extends Frame<KcopydCopy.At> {
    enum At {
        ENTRY,
        JOB_TAKEN,
        OVER
    }

    private int client;
    private int job;

    public KcopydCopy(int client) {
        super(At.ENTRY);
        this.client = client;
    }

    @Override
    protected Next step(World w, Task current) {
        JobQueue kc = w.part(client);
        return switch (at) {
            case ENTRY -> {
                Mempool pool = w.part(kc.pool());
                yield call(current, pool.variants().alloc().enter(kc.pool(), Gfp.GFP_NOIO), At.JOB_TAKEN);
            }
            case JOB_TAKEN -> {
                long element = current.ret();
                job = kc.newJob();
                kc.hold(job, element);
                kc.put(KcopydWorker.SPLIT, job);
                yield awaitThen(current, At.OVER);
            }
            case OVER -> ret(current);
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return w.<JobQueue>look(client).over(job);
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "its copy job to be over";
    }

    @Override
    public String function() {
        return "dm_kcopyd_copy";
    }

    @Override
    protected void fields(Fields f) {
        client = f.of(client);
        job = f.of(job);
    }
}
