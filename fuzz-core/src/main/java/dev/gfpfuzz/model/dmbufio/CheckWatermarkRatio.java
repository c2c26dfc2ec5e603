package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v6.1, __check_watermark}. Entered and left with c->lock held. Evicts nothing: the limit is
 * the whole module's and another work's business. Returns the write list, a bit per buffer, when more than three buffers
 * are dirty for each clean one.
 */
final class CheckWatermarkRatio extends BufioFrame<CheckWatermarkRatio.At> {
    enum At {
        ENTRY,
        WRITTEN
    }

    /** {@code DM_BUFIO_WRITEBACK_RATIO}. */
    private static final int WRITEBACK_RATIO = 3;

    CheckWatermarkRatio(int client) {
        super(At.ENTRY, client);
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY ->
                c.nBuffers(LIST_DIRTY) > c.nBuffers(LIST_CLEAN) * WRITEBACK_RATIO
                        ? call(current, new WriteDirtyBuffersAsync(c.id(), true), At.WRITTEN)
                        : ret(current, 0);
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
