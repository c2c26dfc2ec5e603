package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __check_watermark}. Entered and left with c->lock held, also while it waits for
 * the I/O of what it evicts. Returns the write list, a bit per buffer. The limit is configured; the threshold is three
 * quarters of it.
 */
final class CheckWatermark extends BufioFrame<CheckWatermark.At> {
    enum At {
        LOOP,
        EVICTED,
        WRITTEN
    }

    CheckWatermark(int client) {
        super(At.LOOP, client);
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case LOOP -> {
                int limit = c.config().limitBuffers();
                if (c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY) > limit) {
                    yield call(current, c.variants().getUnclaimedBuffer().enter(c.id()), At.EVICTED);
                }
                yield c.nBuffers(LIST_DIRTY) > limit * 3 / 4
                        ? call(current, new WriteDirtyBuffersAsync(c.id(), true), At.WRITTEN)
                        : ret(current, 0);
            }
            case EVICTED -> {
                int b = (int) current.ret();
                if (b == NULL) {
                    yield ret(current, 0);
                }
                w.emit(BufioEvent.EVICTED, current, c.id(), b);
                c.variants().freeBufferWake().run(w, current, c, b);
                yield goTo(At.LOOP);
            }
            case WRITTEN -> ret(current, current.ret());
        };
    }

    @Override
    public String function() {
        return "__check_watermark";
    }

    @Override
    void locals(Fields f) {}
}
