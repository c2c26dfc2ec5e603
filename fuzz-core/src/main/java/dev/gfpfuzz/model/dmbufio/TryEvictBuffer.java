package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __try_evict_buffer}. Entered and left with c->lock held. Returns 1 if the buffer
 * was evicted. When it may not wait, only a buffer without I/O and without dirty data goes.
 */
final class TryEvictBuffer extends BufioFrame<TryEvictBuffer.At> {
    enum At {
        ENTRY,
        CLEANED
    }

    private int b;
    private boolean hasFs;
    private boolean heedsNoSleep;

    /**
     * @param hasFs whether the mask has FS: only then may it wait
     * @param heedsNoSleep whether it never waits for a client that may not sleep; not so in a mutant
     */
    TryEvictBuffer(int client, int b, boolean hasFs, boolean heedsNoSleep) {
        super(At.ENTRY, client);
        this.b = b;
        this.hasFs = hasFs;
        this.heedsNoSleep = heedsNoSleep;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                boolean mayWait = hasFs && !(heedsNoSleep && c.noSleep());
                if (!mayWait && c.state(b) != 0 || c.holdCount(b) != 0) {
                    yield ret(current, 0);
                }
                yield call(current, new MakeBufferClean(c.id(), b), At.CLEANED);
            }
            case CLEANED -> {
                w.emit(BufioEvent.EVICTED, current, c.id(), b);
                c.unlink(w, current, b);
                c.variants().freeBufferWake().run(w, current, c, b);
                yield ret(current, 1);
            }
        };
    }

    @Override
    public String function() {
        return "__try_evict_buffer";
    }

    @Override
    void locals(Fields f) {
        b = f.item(client(), b);
        hasFs = f.of(hasFs);
        heedsNoSleep = f.of(heedsNoSleep);
    }
}
