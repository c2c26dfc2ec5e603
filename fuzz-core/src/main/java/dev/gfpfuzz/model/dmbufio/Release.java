package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.WRITING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_release}. Entered and left without c->lock. */
public final class Release extends BufioFrame<Release.At> {
    enum At {
        ENTRY,
        LOCKED,
        UNLOCKED
    }

    /** Which of the buffers that nobody holds any more the queue is woken for. */
    enum Wakes {
        NEVER,
        ALWAYS,
        IF_CLEAN
    }

    private int b;
    private Wakes wakes;

    Release(int client, int b, Wakes wakes) {
        super(At.ENTRY, client);
        this.b = b;
        this.wakes = wakes;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> lockThen(current, c.lock(), At.LOCKED);
            case LOCKED -> {
                if (c.holdCount(b) == 0) {
                    throw new KernelBug("!b->hold_count");
                }
                c.changeHold(b, -1);
                if (c.holdCount(b) == 0) {
                    letGo(w, current, c);
                }
                c.unlock(w, current);
                b = NULL; // somebody else's from here on
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> ret(current);
        };
    }

    private void letGo(World w, Task current, DmBufioClient c) {
        w.emit(BufioEvent.BUFFER_UNHELD, current, c.id(), b);
        if (wakes == Wakes.ALWAYS || wakes == Wakes.IF_CLEAN && !c.test(b, DIRTY)) {
            c.waitQueue(w).wakeUp(w, current);
        }
        boolean failed = c.readError(b) || c.writeError(b);
        if (failed && !c.test(b, READING | WRITING | DIRTY)) {
            c.unlink(w, current, b);
            c.variants().freeBufferWake().run(w, current, c, b);
        }
    }

    @Override
    public String function() {
        return "dm_bufio_release";
    }

    @Override
    void locals(Fields f) {
        b = f.item(client(), b);
        wakes = f.of(wakes);
    }
}
