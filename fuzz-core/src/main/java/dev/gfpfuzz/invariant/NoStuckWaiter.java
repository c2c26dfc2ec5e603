package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.MachineEvent;
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

    /**
     * How the buffer came that a waiting task sleeps past. Index = mark: not waiting; waiting and nothing came; it came
     * before the task was queued; while it was queued, from these functions, without a wake-up.
     */
    private static final List<String> CAUSES = List.of(
            "",
            "buffer free",
            "buffer freed before the waiter was queued",
            "buffer freed without a wake-up",
            "buffer freed by dm_bufio_release without a wake-up",
            "buffer freed by dm_bufio_write_dirty_buffers without a wake-up");

    /** Who is named by the causes from {@link #FREED_SILENTLY} + 1 on. */
    private static final List<String> FREERS = List.of("dm_bufio_release", "dm_bufio_write_dirty_buffers");

    private static final int WAITING = 1;
    private static final int FREED_BEFORE_QUEUED = 2;
    private static final int FREED_SILENTLY = 3;

    private int ghost;
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
        if (clients.isEmpty()) {
            return false;
        }
        ghost = world.place("ghost of " + name(), new TaskGhost(world.taskCount()))
                .id();
        return true;
    }

    @Override
    public List<Event> hears() {
        return List.of(BufioEvent.WAIT_BEGINS, BufioEvent.WAIT_ENDS, MachineEvent.LOCK_RELEASED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == BufioEvent.WAIT_BEGINS) {
            exercised(w);
            w.<TaskGhost>look(ghost).mark(task.id(), WAITING);
        } else if (event == BufioEvent.WAIT_ENDS) {
            w.<TaskGhost>look(ghost).mark(task.id(), 0);
        } else {
            for (int id : clients) {
                DmBufioClient c = w.look(id);
                if (c.lock() == a && c.cleaners() == 0 && c.bufferAvailable()) {
                    noteCauses(w, task, c);
                }
            }
        }
    }

    /** A task leaves the client with a buffer in it that others may be waiting for. */
    private void noteCauses(World w, Task leaving, DmBufioClient c) {
        TaskGhost marks = w.look(ghost);
        WaitQueue queue = w.look(c.freeBufferWait());
        for (int t = 0; t < w.taskCount(); t++) {
            if (marks.mark(t) != WAITING || t == leaving.id()) {
                continue;
            }
            if ((queue.waiters() >>> t & 1) == 0) {
                marks.mark(t, FREED_BEFORE_QUEUED);
            } else if (w.lookTask(t).asleep()) {
                marks.mark(t, FREED_SILENTLY + 1 + FREERS.indexOf(leaving.top().function()));
            }
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
                boolean forAnyBuffer = ((queue.waiters() & ~c.movers()) >>> t & 1) != 0;
                if (forAnyBuffer && task.waits() == Wait.SLEEP && task.asleep()) {
                    broken(
                            w,
                            null,
                            "Task " + task.name() + " sleeps for a buffer of " + c.name()
                                    + " for ever although one is free and nobody holds the lock: its wake-up was lost.",
                            "asleep on free_buffer_wait;"
                                    + CAUSES.get(w.<TaskGhost>look(ghost).mark(t)));
                    return;
                }
            }
        }
    }
}
