package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_shrink_count}. Takes no lock. In v6.1 (with {@code lessQueued}) what the
 * shrink work has been asked for already does not count again.
 */
final class ShrinkCountUnlocked extends BufioFrame<ShrinkCountUnlocked.At> {
    enum At {
        ENTRY
    }

    private boolean lessQueued;

    ShrinkCountUnlocked(int client, boolean lessQueued) {
        super(At.ENTRY, client);
        this.lessQueued = lessQueued;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return ret(current, lessQueued ? Math.max(0, c.shrinkable() - c.needShrink()) : c.shrinkable());
    }

    @Override
    public String function() {
        return "dm_bufio_shrink_count";
    }

    @Override
    void locals(Fields f) {
        lessQueued = f.of(lessQueued);
    }
}
