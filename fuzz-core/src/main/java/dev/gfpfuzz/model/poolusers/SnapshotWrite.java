package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-snap.c, v4.20, start_copy}: a write issues one copy job after the other. A pool's fast path takes
 * memory without limit, so only a count of jobs under way bounds them.
 */
public final class SnapshotWrite extends Frame<SnapshotWrite.At> {
    enum At {
        NEXT,
        ADMITTED,
        JOB_TAKEN
    }

    /** Whether copies under way are counted. */
    public enum Shape {
        BOUNDED,
        UNBOUNDED
    }

    private int snapshot;
    private int jobs;

    /** @param jobs copy jobs that the write is split into, 1..{@link JobQueue#JOBS_MAX} */
    public SnapshotWrite(int snapshot, int jobs) {
        super(At.NEXT);
        this.snapshot = snapshot;
        this.jobs = jobs;
    }

    @Override
    protected Next step(World w, Task current) {
        Snapshot s = w.part(snapshot);
        JobQueue queue = w.part(s.queue());
        return switch (at) {
            case NEXT -> {
                if (jobs == 0) {
                    yield ret(current);
                }
                jobs--;
                yield s.shape() == Shape.BOUNDED ? awaitThen(current, At.ADMITTED) : pauseAt(At.ADMITTED);
            }
            case ADMITTED -> {
                queue.changeOutstanding(1);
                Mempool pool = w.part(queue.pool());
                yield call(current, pool.variants().alloc().enter(queue.pool(), Gfp.GFP_NOIO), At.JOB_TAKEN);
            }
            case JOB_TAKEN -> {
                long element = current.ret();
                int job = queue.newJob();
                queue.hold(job, element);
                queue.put(0, job);
                yield goTo(At.NEXT);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        Snapshot s = w.look(snapshot);
        return w.<JobQueue>look(s.queue()).outstanding() < s.limit();
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "fewer copies under way";
    }

    @Override
    public String function() {
        return "start_copy";
    }

    @Override
    protected void fields(Fields f) {
        snapshot = f.of(snapshot);
        jobs = f.of(jobs);
    }
}
