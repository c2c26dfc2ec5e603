package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * I/O errors reach who has to know: nobody gets a buffer whose read failed, and the error of a write that nobody waited
 * for is returned by exactly one {@code dm_bufio_write_dirty_buffers}.
 *
 * <p>Mutants that it catches: {@code dm_bufio_write_dirty_buffers = read-then-clear}, {@code new_read = ignores-error}.
 */
public final class ErrorsDelivered extends Invariant {
    private int ghost;

    @Override
    public String name() {
        return "errors-delivered";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No caller gets a buffer whose read failed; each asynchronous write error is returned by one"
                + " dm_bufio_write_dirty_buffers, the next that looks.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, new_read, write_endio, dm_bufio_write_dirty_buffers";
    }

    @Override
    public String companion() {
        return "a read or a write fails";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        boolean errors = false;
        for (DmBufioClient c : partsOf(world, DmBufioClient.class)) {
            errors |= c.mayFail();
        }
        if (errors) {
            ghost = world.place("ghost of " + name(), new Undelivered()).id();
        }
        return errors;
    }

    /** Clients with a write error that nobody was told of, a bit per part id. */
    private static final class Undelivered extends Part {
        private long clients;

        @Override
        protected TaskNames taskNames() {
            return TaskNames.NONE;
        }

        @Override
        protected void fields(Fields f) {
            clients = f.of(clients);
        }
    }

    @Override
    public List<Event> hears() {
        return List.of(
                BufioEvent.READ_FAILED, BufioEvent.WRITE_FAILED, BufioEvent.READ_RETURNED, BufioEvent.WRITES_RETURNED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (!(event instanceof BufioEvent e)) {
            return;
        }
        switch (e) {
            case READ_FAILED -> exercised(w);
            case WRITE_FAILED -> {
                exercised(w);
                w.<Undelivered>look(ghost).clients |= 1L << a;
            }
            case READ_RETURNED -> readReturned(w, task, a, (int) b);
            case WRITES_RETURNED -> writesReturned(w, task, a, b == 1);
            default -> {}
        }
    }

    private void readReturned(World w, Task task, long client, int buffer) {
        DmBufioClient c = w.look((int) client);
        if (c.readError(buffer)) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " gets buffer " + buffer + " of " + c.name() + " for block "
                            + c.block(buffer) + " although its read failed.",
                    "buffer returned;read failed");
        }
    }

    private void writesReturned(World w, Task task, long client, boolean error) {
        Undelivered u = w.look(ghost);
        boolean pending = (u.clients >>> client & 1) != 0;
        u.clients &= ~(1L << client);
        if (error == pending) {
            return;
        }
        String name = w.look((int) client).name();
        broken(
                w,
                task,
                error
                        ? "Task " + task.name() + " is told of a write error of " + name
                                + " that another task was told of already."
                        : "Task " + task.name() + " is told that all writes of " + name
                                + " succeeded, but one failed and nobody was told.",
                error ? "write error returned twice" : "write error lost");
    }
}
