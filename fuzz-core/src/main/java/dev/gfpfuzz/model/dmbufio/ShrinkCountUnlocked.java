package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_shrink_count}. Takes no lock. */
final class ShrinkCountUnlocked extends BufioFrame<ShrinkCountUnlocked.At> {
    enum At {
        ENTRY
    }

    ShrinkCountUnlocked(int client) {
        super(At.ENTRY, client);
    }

    /** What reclaim is told that it could free. */
    static int count(DmBufioClient c) {
        return Math.max(
                0, c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY) - c.config().retainBuffers());
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return ret(current, count(c));
    }

    @Override
    public String function() {
        return "dm_bufio_shrink_count";
    }

    @Override
    void locals(Fields f) {}
}
