package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * Who asks for a buffer gets one after a bounded number of attempts of its own: failed allocations and sleeps. The bound
 * is {@value #ATTEMPTS} for each task and buffer. Waiting for the lock itself does not count: that a mutex is fair is
 * assumed, not modelled.
 *
 * <p>Mutant that it catches: {@code __alloc_buffer_wait_no_callback = noio-until-it-works}.
 */
public final class BoundedWaiting extends Invariant {
    private static final int ATTEMPTS = 16;

    private int ghost;
    private int attemptsMax;

    @Override
    public String name() {
        return "bounded-waiting";
    }

    @Override
    public Kind kind() {
        return Kind.EVENTUALLY;
    }

    @Override
    public String statement() {
        return "A read, get, new or prefetch has its buffer, or NULL, after at most " + ATTEMPTS
                + " x tasks x buffers failed allocations and sleeps.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, __alloc_buffer_wait_no_callback: the reserve is for this";
    }

    @Override
    public String companion() {
        return "a task makes a second attempt to get a buffer";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        List<DmBufioClient> clients = partsOf(world, DmBufioClient.class);
        if (clients.isEmpty()) {
            return false;
        }
        int buffers = 0;
        for (DmBufioClient c : clients) {
            buffers += c.buffersMax();
        }
        attemptsMax = ATTEMPTS * world.taskCount() * buffers;
        ghost = world.place("ghost of " + name(), new TaskGhost(world.taskCount()))
                .id();
        return true;
    }

    @Override
    public List<Event> hears() {
        return List.of(
                BufioEvent.ALLOCATION_FAILED,
                BufioEvent.WAIT_BEGINS,
                BufioEvent.BUFFER_ALLOCATED,
                BufioEvent.RESERVE_TAKEN,
                BufioEvent.UNCLAIMED_TAKEN,
                BufioEvent.PREFETCH_GAVE_UP);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (!(event instanceof BufioEvent e)) {
            return;
        }
        TaskGhost attempts = w.look(ghost);
        switch (e) {
            case ALLOCATION_FAILED -> count(w, task, a, attempts);
            case WAIT_BEGINS -> {
                if ((w.<DmBufioClient>look((int) a).movers() >>> task.id() & 1) == 0) {
                    count(w, task, a, attempts);
                }
            }
            case BUFFER_ALLOCATED, RESERVE_TAKEN, UNCLAIMED_TAKEN, PREFETCH_GAVE_UP -> attempts.mark(task.id(), 0);
            default -> {}
        }
    }

    private void count(World w, Task task, long client, TaskGhost attempts) {
        int n = attempts.mark(task.id()) + 1;
        attempts.mark(task.id(), n);
        if (n == 2) {
            exercised(w);
        }
        if (n > attemptsMax) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " has tried " + n + " times to get a buffer of "
                            + w.look((int) client).name() + " and has none.",
                    "no buffer after bounded attempts;in " + task.top().function());
        }
    }
}
