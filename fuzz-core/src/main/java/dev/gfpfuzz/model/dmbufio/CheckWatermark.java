package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __check_watermark}. Entered and left with c->lock held, also while it waits for
 * the I/O of what it evicts. Returns the write list, a bit per buffer. The threshold is three quarters of the limit. Left
 * out: {@code cond_resched}.
 */
final class CheckWatermark extends BufioFrame<CheckWatermark.At> {
    enum At {
        ENTRY,
        LIMIT_KNOWN,
        LOOP,
        EVICTED,
        WRITTEN
    }

    /** {@code DM_BUFIO_WRITEBACK_PERCENT}. */
    private static final int WRITEBACK_PERCENT = 75;

    private int limit;

    CheckWatermark(int client) {
        super(At.ENTRY, client);
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY ->
                c.module(w).stale()
                        ? call(current, c.variants().getMemoryLimit().enter(c.id()), At.LIMIT_KNOWN)
                        : goTo(At.LIMIT_KNOWN);
            case LIMIT_KNOWN -> {
                limit = c.module(w).limitBuffers(c.config());
                yield goTo(At.LOOP);
            }
            case LOOP -> {
                if (c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY) > limit) {
                    yield call(current, c.variants().getUnclaimedBuffer().enter(c.id()), At.EVICTED);
                }
                yield c.nBuffers(LIST_DIRTY) > limit * WRITEBACK_PERCENT / 100
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
    void locals(Fields f) {
        limit = f.of(limit);
    }
}
