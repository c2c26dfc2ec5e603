package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A freed buffer is not lost on the task that was woken for it: having retaken the client's lock while a reserved or
 * unheld buffer existed, it does not go back to sleep without one. Dropping the lock in between is the cause, not the
 * breach.
 *
 * <p>Mutant that it catches: {@code __alloc_buffer_wait_no_callback = noio-unlocked-each-wake}.
 */
public final class NoLostFreedBuffer extends Invariant {
    public static final String NAME = "no-lost-freed-buffer";

    /** Marks: nothing; back with the lock and a buffer there; the same and has dropped the lock since. */
    private static final int SAW = 1;

    private static final int SAW_AND_DROPPED = 2;

    private int ghost;
    private long locks;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "A task that was woken for a freed buffer and retook the client's lock while one existed"
                + " does not sleep again without it.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, __alloc_buffer_wait_no_callback; commit 41c73a49df31;"
                + " M. Patocka, linux-mm, 18 June 2018";
    }

    @Override
    public String companion() {
        return "a woken task has the lock again and a buffer is free";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        List<DmBufioClient> clients = partsOf(world, DmBufioClient.class);
        for (DmBufioClient c : clients) {
            locks |= 1L << c.lock();
        }
        ghost = clients.isEmpty()
                ? -1
                : world.place("ghost of " + name(), new TaskGhost(world.taskCount()))
                        .id();
        return !clients.isEmpty();
    }

    @Override
    public List<Event> hears() {
        return List.of(
                BufioEvent.WAIT_ENDS,
                BufioEvent.WAIT_BEGINS,
                BufioEvent.BUFFER_ALLOCATED,
                BufioEvent.RESERVE_TAKEN,
                BufioEvent.UNCLAIMED_TAKEN,
                BufioEvent.MOVE_RETRIES,
                MachineEvent.LOCK_RELEASED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event instanceof BufioEvent e) {
            switch (e) {
                case WAIT_ENDS -> {
                    marks(w).mark(task.id(), (int) b * SAW);
                    if (b == 1) {
                        exercised(w);
                    }
                }
                case WAIT_BEGINS -> sleeps(w, task, a);
                case BUFFER_ALLOCATED, RESERVE_TAKEN, UNCLAIMED_TAKEN, MOVE_RETRIES -> marks(w).mark(task.id(), 0);
                default -> {}
            }
        } else if (event == MachineEvent.LOCK_RELEASED && (locks >>> a & 1) != 0 && marks(w).mark(task.id()) == SAW) {
            marks(w).mark(task.id(), SAW_AND_DROPPED);
        }
    }

    private void sleeps(World w, Task task, long client) {
        int mark = marks(w).mark(task.id());
        marks(w).mark(task.id(), 0);
        if (mark == 0) {
            return;
        }
        String how = mark == SAW_AND_DROPPED ? "dropped the lock, and found it gone" : "did not take it";
        broken(
                w,
                task,
                "Task " + task.name() + " was woken for a free buffer of "
                        + w.look((int) client).name() + ", retook the lock while it was there, " + how
                        + ", and goes to sleep again without one.",
                "woken with a buffer free;" + (mark == SAW_AND_DROPPED ? "lock dropped;" : "") + "asleep without one");
    }

    private TaskGhost marks(World w) {
        return w.look(ghost);
    }
}
