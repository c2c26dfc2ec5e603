package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.WRITING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_release_move}. Entered and left without c->lock. Clears the new place
 * first, waiting until nobody holds the buffer there; then moves the buffer, or, while others hold it too, writes its data
 * to the new place and leaves it where it was. Waits for the I/O with the lock held.
 */
public final class ReleaseMove extends BufioFrame<ReleaseMove.At> {
    enum At {
        ENTRY,
        RETRY,
        WOKEN,
        PLACE_CLEAN,
        WRITTEN,
        SOLE_WRITE_OVER,
        SHARED_WRITE_BIT_FREE,
        SHARED_WRITE_OVER,
        UNLOCKED,
        RELEASED
    }

    private int b;
    private int newBlock;
    private int oldBlock;
    private int other = NULL;

    public ReleaseMove(int client, int b, int newBlock) {
        super(At.ENTRY, client);
        this.b = b;
        this.newBlock = newBlock;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> lockThen(current, c.lock(), At.RETRY);
            case RETRY -> {
                other = c.find(newBlock);
                if (other == NULL) {
                    yield write(current, c);
                }
                if (c.holdCount(other) == 0) {
                    yield call(current, new MakeBufferClean(c.id(), other), At.PLACE_CLEAN);
                }
                other = NULL;
                c.setMover(current, true);
                yield call(current, c.variants().waitForFreeBuffer().enter(c.id()), At.WOKEN);
            }
            case WOKEN -> {
                c.setMover(current, false);
                w.emit(BufioEvent.MOVE_RETRIES, current, c.id());
                yield goTo(At.RETRY);
            }
            case PLACE_CLEAN -> {
                w.emit(BufioEvent.EVICTED, current, c.id(), other);
                c.unlink(w, current, other);
                c.variants().freeBufferWake().run(w, current, c, other);
                other = NULL;
                yield write(current, c);
            }
            case WRITTEN -> {
                if (c.holdCount(b) == 1) {
                    yield c.test(b, WRITING) ? awaitThen(current, At.SOLE_WRITE_OVER) : goTo(At.SOLE_WRITE_OVER);
                }
                yield c.test(b, WRITING)
                        ? awaitThen(current, At.SHARED_WRITE_BIT_FREE)
                        : goTo(At.SHARED_WRITE_BIT_FREE);
            }
            case SOLE_WRITE_OVER -> {
                c.setBits(b, DIRTY);
                c.move(w, current, b, newBlock, LIST_DIRTY);
                w.emit(BufioEvent.BUFFER_MOVED, current, c.id(), b);
                yield unlock(w, current, c);
            }
            case SHARED_WRITE_BIT_FREE -> {
                c.setBits(b, WRITING);
                oldBlock = c.block(b);
                c.move(w, current, b, newBlock, c.place(b));
                c.submit(w, current, b);
                yield awaitThen(current, At.SHARED_WRITE_OVER);
            }
            case SHARED_WRITE_OVER -> {
                c.move(w, current, b, oldBlock, c.place(b));
                yield unlock(w, current, c);
            }
            case UNLOCKED -> {
                int moved = b;
                b = NULL;
                yield call(current, c.variants().release().enter(c.id(), moved), At.RELEASED);
            }
            case RELEASED -> ret(current);
        };
    }

    private Next write(Task current, DmBufioClient c) {
        if (c.holdCount(b) == 0) {
            throw new KernelBug("!b->hold_count");
        }
        if (c.test(b, READING)) {
            throw new KernelBug("test_bit(B_READING, &b->state)");
        }
        return call(current, new WriteDirtyBuffer(c.id(), b, false), At.WRITTEN);
    }

    private Next unlock(World w, Task current, DmBufioClient c) {
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
        return "dm_bufio_release_move";
    }

    @Override
    void locals(Fields f) {
        b = f.item(client(), b);
        newBlock = f.of(newBlock);
        oldBlock = f.of(oldBlock);
        other = f.item(client(), other);
    }
}
