package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * The device and the flusher: ends writes, one page at a time ({@code end_page_writeback}), and starts them after {@code
 * wakeup_flusher_threads}. When the device leaves congestion, those who wait for that are woken. A daemon.
 */
final class BdiWriteback extends ZoneFrame<BdiWriteback.At> {
    enum At {
        START,
        WORK
    }

    BdiWriteback(int zone) {
        super(At.START, zone);
    }

    @Override
    Next step(World w, Task current, Zone z) {
        if (at == At.START) {
            return awaitThen(current, At.WORK);
        }
        Pgdat node = w.part(z.node());
        boolean writing = writing(z);
        boolean flushing = node.flusherWoken() && dirty(z);
        if (flushing && (!writing || w.choose(2, "the flusher starts a write, the device ends one") == 0)) {
            // Starting the write leaves PG_reclaim alone.
            if (z.lru(PageKind.DIRTY) > 0) {
                z.turn(PageKind.DIRTY, PageKind.WRITEBACK);
            } else {
                z.turn(PageKind.DIRTY_RECLAIM, PageKind.WRITEBACK_RECLAIM);
            }
        } else if (writing) {
            boolean congested = z.bdiCongested();
            endPageWriteback(z);
            if (congested && !z.bdiCongested()) {
                w.<WaitQueue>part(node.congestionWait()).wakeUp(w, current);
            }
        }
        if (!dirty(z)) {
            node.setFlusherWoken(false);
        }
        return awaitThen(current, At.WORK);
    }

    /** Those that reclaim waits for first. */
    private static void endPageWriteback(Zone z) {
        if (z.lru(PageKind.WRITEBACK_RECLAIM) > 0) {
            z.turn(PageKind.WRITEBACK_RECLAIM, PageKind.CLEAN);
        } else if (z.swapWriteback() > 0) {
            z.turn(PageKind.SWAP_WRITEBACK, PageKind.SWAP_CACHE);
        } else {
            z.turn(PageKind.WRITEBACK, PageKind.CLEAN);
        }
    }

    private static boolean writing(Zone z) {
        return z.writeback() > 0;
    }

    private static boolean dirty(Zone z) {
        return z.lru(PageKind.DIRTY) + z.lru(PageKind.DIRTY_RECLAIM) > 0;
    }

    @Override
    protected boolean ready(World w, Task current) {
        Zone z = look(w);
        return writing(z) || w.<Pgdat>look(z.node()).flusherWoken() && dirty(z);
    }

    @Override
    public String function() {
        return "writeback";
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "pages to write";
    }

    @Override
    void locals(Fields f) {}
}
