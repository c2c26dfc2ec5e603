package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.kernel.Ticks;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v6.1, reclaim_throttle}: sleeps until a write ends or the time is over; kernel threads other than
 * kswapd only give way; for congestion only while much is waiting to be written and kswapd has not given up.
 */
final class ReclaimThrottleSleep extends ZoneFrame<ReclaimThrottleSleep.At> {
    enum At {
        ENTRY,
        SLEPT,
        RESCHEDULED
    }

    static final long CONGESTED_TICKS = 1;
    static final long WRITEBACK_TICKS = Ticks.milliseconds(100);

    private long ticks;

    ReclaimThrottleSleep(int zone, long ticks) {
        super(At.ENTRY, zone);
        this.ticks = ticks;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        Pgdat node = w.part(z.node());
        WaitQueue queue = w.part(node.congestionWait());
        return switch (at) {
            case ENTRY -> {
                boolean kthread =
                        (current.flags() & TaskFlags.PF_KTHREAD) != 0 && (current.flags() & TaskFlags.PF_KSWAPD) == 0;
                if (kthread || ticks == CONGESTED_TICKS && skipsNoprogress(z, node)) {
                    yield pauseAt(At.RESCHEDULED);
                }
                w.emit(PageEvent.THROTTLED, current, Throttle.RECLAIM_THROTTLE.ordinal(), w.ticks() + ticks);
                queue.prepareToWait(w, current);
                yield sleepThen(current, w.ticks() + ticks, At.SLEPT);
            }
            case SLEPT -> {
                queue.finishWait(current);
                yield ret(current);
            }
            case RESCHEDULED -> ret(current);
        };
    }

    /** {@code skip_throttle_noprogress}. */
    private static boolean skipsNoprogress(Zone z, Pgdat node) {
        return node.hopeless()
                || 2 * ShouldReclaimRetry.writePending(z)
                        <= z.variants().reclaimable().pages(z);
    }

    @Override
    public String function() {
        return "reclaim_throttle";
    }

    @Override
    void locals(Fields f) {
        ticks = f.of(ticks);
    }
}
