package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Wait;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * When nothing more can happen, no task sleeps for a buffer that is there to be taken.
 *
 * <p>Mutants that it catches: {@code __wait_for_free_buffer = unlock-then-queue}, {@code dm_bufio_release = silent},
 * {@code dm_bufio_write_dirty_buffers = silent}.
 */
public final class NoStuckWaiter extends Invariant {
    public static final String NAME = "no-stuck-waiter";

    private final List<Integer> clients = new ArrayList<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.EVENTUALLY;
    }

    @Override
    public String statement() {
        return "At rest no task sleeps on free_buffer_wait while the lock is free and a reserved or unheld buffer exists.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, __wait_for_free_buffer, dm_bufio_release, dm_bufio_write_dirty_buffers";
    }

    @Override
    public String companion() {
        return "a task sleeps for a buffer";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        for (DmBufioClient c : partsOf(world, DmBufioClient.class)) {
            clients.add(c.id());
        }
        return !clients.isEmpty();
    }

    @Override
    public List<Event> hears() {
        return List.of(BufioEvent.WAIT_BEGINS);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == BufioEvent.WAIT_BEGINS) {
            exercised(w);
        }
    }

    @Override
    public void atQuiescence(World w) {
        for (int id : clients) {
            DmBufioClient c = w.look(id);
            ExclusiveLock lock = w.look(c.lock());
            if (lock.locked() || c.cleaners() > 0 || !c.bufferAvailable()) {
                continue;
            }
            WaitQueue queue = w.look(c.freeBufferWait());
            for (int t = 0; t < w.taskCount(); t++) {
                Task task = w.lookTask(t);
                if ((queue.waiters() >>> t & 1) != 0 && task.waits() == Wait.SLEEP && task.asleep()) {
                    broken(
                            w,
                            null,
                            "Task " + task.name() + " sleeps for a buffer of " + c.name()
                                    + " for ever although one is free and nobody holds the lock: its wake-up was lost.",
                            "asleep on free_buffer_wait;buffer free;nobody left to wake");
                    return;
                }
            }
        }
    }
}
