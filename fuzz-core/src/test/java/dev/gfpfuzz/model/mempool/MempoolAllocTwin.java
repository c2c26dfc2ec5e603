package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code mm/mempool.c, v4.17, mempool_alloc} in a straight line, to be read beside the C. {@link #point} stands where
 * another task may run; what it does then is drawn from a seed.
 */
final class MempoolAllocTwin {
    private final int minNr;
    private final ScriptedAllocator allocator;
    private final SplitMix64 others;
    private final List<String> log = new ArrayList<>();
    private int currNr;
    private boolean queued;
    private boolean asleep;

    MempoolAllocTwin(int minNr, int currNr, long seed) {
        this.minNr = minNr;
        this.currNr = currNr;
        allocator = new ScriptedAllocator(seed);
        others = new SplitMix64(seed + 1);
    }

    boolean mempoolAlloc(int gfpMask) {
        point();
        gfpMask |= Gfp.NOMEMALLOC | Gfp.NORETRY | Gfp.NOWARN;
        int gfpTemp = gfpMask & ~(Gfp.DIRECT_RECLAIM | Gfp.IO);
        while (true) {
            if (alloc(gfpTemp)) {
                return end(true);
            }
            point();
            log.add("lock");
            if (currNr > 0) {
                currNr--;
                log.add("take");
                unlock();
                return end(true);
            }
            if (gfpTemp != gfpMask) {
                unlock();
                gfpTemp = gfpMask;
                continue;
            }
            if ((gfpMask & Gfp.DIRECT_RECLAIM) == 0) {
                unlock();
                return end(false);
            }
            log.add("queue");
            queued = true;
            asleep = true;
            unlock();
            ioScheduleTimeout();
            queued = false;
        }
    }

    List<String> log() {
        return log;
    }

    private boolean alloc(int gfp) {
        log.add("alloc " + Gfp.toString(gfp));
        if ((gfp & Gfp.DIRECT_RECLAIM) != 0) {
            point();
        }
        return allocator.nextAnswer();
    }

    private void unlock() {
        log.add("unlock");
        point();
    }

    private void ioScheduleTimeout() {
        point();
        if (asleep) {
            log.add("timer");
        }
        asleep = false;
    }

    private boolean end(boolean element) {
        log.add(element ? "element" : "NULL");
        log.add("curr_nr " + currNr);
        return element;
    }

    /** Another task frees an element, or takes one, or neither. */
    private void point() {
        log.add("curr_nr " + currNr);
        switch (others.nextInt(4)) {
            case 0 -> {
                if (currNr < minNr) {
                    currNr++;
                }
                if (queued) {
                    asleep = false;
                }
            }
            case 1 -> currNr = Math.max(0, currNr - 1);
            default -> {}
        }
    }
}
