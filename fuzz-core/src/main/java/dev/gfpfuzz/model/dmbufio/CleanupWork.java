package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Ticks;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, work_fn}: the cleanup work, every 30 seconds, a bounded number of times, so that a
 * run can come to rest.
 */
final class CleanupWork extends BufioFrame<CleanupWork.At> {
    enum At {
        ENTRY,
        DUE,
        DONE
    }

    /** {@code DM_BUFIO_WORK_TIMER_SECS}. */
    private static final long PERIOD = Ticks.seconds(30);

    private int times;

    CleanupWork(int client, int times) {
        super(At.ENTRY, client);
        this.times = times;
    }

    @Override
    Next step(World w, Task worker, DmBufioClient c) {
        return switch (at) {
            case ENTRY, DONE -> {
                if (times-- == 0) {
                    yield ret(worker);
                }
                worker.setAsleep();
                yield sleepThen(worker, w.ticks() + PERIOD, At.DUE);
            }
            case DUE -> call(worker, new CleanupOldBuffers(c.id()), At.DONE);
        };
    }

    @Override
    public String waitsFor(World w, Task worker) {
        return "its next turn";
    }

    @Override
    public String function() {
        return "work_fn";
    }

    @Override
    void locals(Fields f) {
        times = f.of(times);
    }
}
