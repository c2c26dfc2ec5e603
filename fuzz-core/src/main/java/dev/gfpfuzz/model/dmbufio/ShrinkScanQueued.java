package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v6.1, dm_bufio_shrink_scan}. Takes no lock and never waits, whatever the mask: it notes
 * how many buffers are wanted and queues the work. Returns that number, as if they were freed.
 */
final class ShrinkScanQueued extends BufioFrame<ShrinkScanQueued.At> {
    enum At {
        ENTRY
    }

    private int nrToScan;

    ShrinkScanQueued(int client, int nrToScan) {
        super(At.ENTRY, client);
        this.nrToScan = nrToScan;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        c.setNeedShrink(c.needShrink() + nrToScan);
        c.queueShrinkWork();
        return ret(current, nrToScan);
    }

    @Override
    public String function() {
        return "dm_bufio_shrink_scan";
    }

    @Override
    void locals(Fields f) {
        nrToScan = f.of(nrToScan);
    }
}
