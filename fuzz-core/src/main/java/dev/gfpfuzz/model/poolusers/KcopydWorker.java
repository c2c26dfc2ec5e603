package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-kcopyd.c, v3.0, do_work, split_job}: the client's one worker thread, a daemon. It splits jobs and
 * completes sub jobs, and completions are what gives elements back; a worker that sleeps for an element waits for itself.
 * One sub job a job.
 */
public final class KcopydWorker extends Frame<KcopydWorker.At> {
    enum At {
        START,
        WORK,
        SUB_JOB_TAKEN,
        SUB_JOB_FREED,
        JOB_FREED
    }

    /** Where sub jobs come from. */
    public enum Shape {
        ONE_ELEMENT,
        JOB_BY_JOB
    }

    static final int SPLIT = 0;
    static final int COMPLETE = 1;

    private int client;
    private int job;

    public KcopydWorker(int client) {
        super(At.START);
        this.client = client;
    }

    @Override
    protected Next step(World w, Task worker) {
        JobQueue kc = w.part(client);
        Mempool pool = w.part(kc.pool());
        return switch (at) {
            case START -> awaitThen(worker, At.WORK);
            case WORK -> {
                int entry = kc.take();
                job = JobQueue.job(entry);
                if (JobQueue.kind(entry) == SPLIT) {
                    yield kc.variants().splitJob() == Shape.JOB_BY_JOB
                            ? call(worker, pool.variants().alloc().enter(kc.pool(), Gfp.GFP_NOIO), At.SUB_JOB_TAKEN)
                            : copied(worker, kc);
                }
                yield kc.variants().splitJob() == Shape.JOB_BY_JOB
                        ? call(worker, pool.variants().free().enter(kc.pool(), kc.unholdSub(job)), At.SUB_JOB_FREED)
                        : goTo(At.SUB_JOB_FREED);
            }
            case SUB_JOB_TAKEN -> {
                kc.holdSub(job, worker.ret());
                yield copied(worker, kc);
            }
            case SUB_JOB_FREED -> call(worker, pool.variants().free().enter(kc.pool(), kc.unhold(job)), At.JOB_FREED);
            case JOB_FREED -> {
                kc.end(job);
                yield awaitThen(worker, At.WORK);
            }
        };
    }

    /** The sub job's I/O is done at once: only who frees what matters here. */
    private Next copied(Task worker, JobQueue kc) {
        kc.put(COMPLETE, job);
        return awaitThen(worker, At.WORK);
    }

    @Override
    protected boolean ready(World w, Task worker) {
        return !w.<JobQueue>look(client).isEmpty();
    }

    @Override
    public String waitsFor(World w, Task worker) {
        return "a job";
    }

    @Override
    public String function() {
        return "do_work";
    }

    @Override
    protected void fields(Fields f) {
        client = f.of(client);
        job = f.of(job);
    }
}
