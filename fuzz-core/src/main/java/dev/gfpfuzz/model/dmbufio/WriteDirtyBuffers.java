package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.WRITING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_write_dirty_buffers}. Entered and left without c->lock. Writes what is
 * dirty, waits for it with the lock dropped for as many buffers as the dirty list had, then under the lock; a buffer
 * that it held in between is not announced, one wake-up at the end is. Returns 1 if a write failed since the last call.
 * Left out: the flush of the disk's cache.
 */
public final class WriteDirtyBuffers extends BufioFrame<WriteDirtyBuffers.At> {
    enum At {
        ENTRY,
        LOCKED,
        STARTED,
        UNLOCKED_TO_FLUSH,
        AGAIN,
        NEXT,
        UNLOCKED_TO_WAIT,
        WRITTEN_UNLOCKED,
        RELOCKED,
        WRITTEN_LOCKED,
        UNLOCKED,
        ERROR_READ
    }

    /** How the function departs from 4.17. */
    enum Shape {
        V4_17,
        /** Mutant: no wake-up at the end. */
        SILENT,
        /** Mutant: the error is read and then cleared, instead of exchanged. */
        READ_THEN_CLEAR
    }

    private Shape shape;
    private boolean error;
    private long writeList;
    private int buffersProcessed;
    private int i;
    private int b = NULL;

    WriteDirtyBuffers(int client, Shape shape) {
        super(At.ENTRY, client);
        this.shape = shape;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> lockThen(current, c.lock(), At.LOCKED);
            case LOCKED -> {
                c.changeCleaners(1);
                yield call(current, new WriteDirtyBuffersAsync(c.id(), false), At.STARTED);
            }
            case STARTED -> {
                writeList = current.ret();
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED_TO_FLUSH);
            }
            case UNLOCKED_TO_FLUSH -> {
                FlushWriteList.run(w, current, c, writeList);
                writeList = 0;
                yield lockThen(current, c.lock(), At.AGAIN);
            }
            case AGAIN -> {
                i = 0;
                yield goTo(At.NEXT);
            }
            case NEXT -> i < c.nBuffers(LIST_DIRTY) ? visit(w, current, c) : finish(w, current, c);
            case UNLOCKED_TO_WAIT -> awaitThen(current, At.WRITTEN_UNLOCKED);
            case WRITTEN_UNLOCKED -> lockThen(current, c.lock(), At.RELOCKED);
            case RELOCKED -> {
                c.changeHold(b, -1);
                settle(w, current, c);
                yield goTo(At.AGAIN);
            }
            case WRITTEN_LOCKED -> {
                settle(w, current, c);
                yield goTo(At.NEXT);
            }
            case UNLOCKED -> {
                error = c.asyncWriteError();
                if (shape == Shape.READ_THEN_CLEAR) {
                    yield pauseAt(At.ERROR_READ);
                }
                yield returnError(w, current, c);
            }
            case ERROR_READ -> returnError(w, current, c);
        };
    }

    private Next returnError(World w, Task current, DmBufioClient c) {
        c.clearAsyncWriteError();
        w.emit(BufioEvent.WRITES_RETURNED, current, c.id(), error ? 1 : 0);
        return ret(current, error ? 1 : 0);
    }

    private Next visit(World w, Task current, DmBufioClient c) {
        b = c.lru(LIST_DIRTY, i);
        if (buffersProcessed < c.nBuffers(LIST_DIRTY)) {
            buffersProcessed++;
        }
        if (c.test(b, READING)) {
            throw new KernelBug("test_bit(B_READING, &b->state)");
        }
        if (!c.test(b, WRITING)) {
            settle(w, current, c);
            return goTo(At.NEXT);
        }
        if (buffersProcessed < c.nBuffers(LIST_DIRTY)) {
            c.changeHold(b, 1);
            c.unlock(w, current);
            return pauseAt(At.UNLOCKED_TO_WAIT);
        }
        return awaitThen(current, At.WRITTEN_LOCKED);
    }

    /** Moves buffer b to the clean list if it is clean, or goes past it. */
    private void settle(World w, Task current, DmBufioClient c) {
        if (c.test(b, DIRTY | WRITING)) {
            i++;
        } else {
            c.relink(w, current, b, LIST_CLEAN);
        }
        b = NULL;
    }

    private Next finish(World w, Task current, DmBufioClient c) {
        c.changeCleaners(-1);
        if (shape != Shape.SILENT) {
            c.waitQueue(w).wakeUp(w, current);
        }
        c.unlock(w, current);
        return pauseAt(At.UNLOCKED);
    }

    @Override
    protected boolean ready(World w, Task current) {
        return !look(w).test(b, WRITING);
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "B_WRITING of buffer " + b + " to clear";
    }

    @Override
    public String function() {
        return "dm_bufio_write_dirty_buffers";
    }

    @Override
    void locals(Fields f) {
        shape = f.of(shape);
        error = f.of(error);
        writeList = f.items(client(), writeList);
        buffersProcessed = f.of(buffersProcessed);
        i = f.of(i);
        b = f.item(client(), b);
    }
}
