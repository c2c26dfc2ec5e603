package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __get_unclaimed_buffer}. Entered and left with c->lock held, also while it waits
 * for the victim's I/O. The oldest unheld buffer, clean list first; NULL if all are held. A client that may not sleep
 * (v6.1) takes no buffer whose I/O it would have to wait for. Left out: {@code cond_resched}.
 */
final class GetUnclaimedBuffer extends BufioFrame<GetUnclaimedBuffer.At> {
    enum At {
        ENTRY,
        CLEANED
    }

    private boolean makesClean;
    private int b = NULL;

    GetUnclaimedBuffer(int client, boolean makesClean) {
        super(At.ENTRY, client);
        this.makesClean = makesClean;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                b = oldestUnheld(c, LIST_CLEAN, !c.noSleep());
                if (b == NULL && !c.noSleep()) {
                    b = oldestUnheld(c, LIST_DIRTY, true);
                }
                if (b == NULL) {
                    yield ret(current, NULL);
                }
                yield makesClean ? call(current, new MakeBufferClean(c.id(), b), At.CLEANED) : claim(w, current, c);
            }
            case CLEANED -> claim(w, current, c);
        };
    }

    private Next claim(World w, Task current, DmBufioClient c) {
        w.emit(BufioEvent.UNCLAIMED_TAKEN, current, c.id(), b);
        c.unlink(w, current, b);
        return ret(current, b);
    }

    private static int oldestUnheld(DmBufioClient c, int list, boolean mayWait) {
        for (int i = 0; i < c.nBuffers(list); i++) {
            int candidate = c.lru(list, i);
            if (c.holdCount(candidate) == 0 && (mayWait || !c.test(candidate, READING))) {
                return candidate;
            }
        }
        return NULL;
    }

    @Override
    public String function() {
        return "__get_unclaimed_buffer";
    }

    @Override
    void locals(Fields f) {
        makesClean = f.of(makesClean);
        b = f.item(client(), b);
    }
}
