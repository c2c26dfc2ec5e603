package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_alloc.c, v4.17, should_reclaim_retry}: whether another round could succeed if all that is reclaimable were
 * reclaimed. May sleep. Returns the answer and {@code no_progress_loops}, which stays at one above the limit: no test
 * looks further, and a state that comes back can be recognised.
 */
class ShouldReclaimRetry extends ZoneFrame<ShouldReclaimRetry.At> {
    enum At {
        ENTRY,
        WAITED,
        SLEPT
    }

    private static final int LOOPS_MAX = Pgdat.MAX_RECLAIM_RETRIES + 1;

    private int order;
    private int allocFlags;
    private boolean didSomeProgress;
    private int noProgressLoops;
    private boolean answer;

    ShouldReclaimRetry(int zone, int order, int allocFlags, boolean didSomeProgress, int noProgressLoops) {
        super(At.ENTRY, zone);
        this.order = order;
        this.allocFlags = allocFlags;
        this.didSomeProgress = didSomeProgress;
        this.noProgressLoops = noProgressLoops;
    }

    static boolean retries(long ret) {
        return (ret & 1) != 0;
    }

    static int loops(long ret) {
        return (int) (ret >> 1);
    }

    static long pack(boolean retry, int loops) {
        return (long) loops << 1 | (retry ? 1 : 0);
    }

    /** Whether this round counts as one without progress. */
    boolean counts(boolean progress, int ofOrder) {
        return !progress || SlowpathRules.costly(ofOrder);
    }

    @Override
    final Next step(World w, Task current, Zone z) {
        switch (at) {
            case ENTRY:
                noProgressLoops = counts(didSomeProgress, order) ? Math.min(noProgressLoops + 1, LOOPS_MAX) : 0;
                if (noProgressLoops > Pgdat.MAX_RECLAIM_RETRIES) {
                    return answer(w, current, HighatomicReserve.unreserve(z, true));
                }
                int reclaimable = z.variants().reclaimable().pages(z);
                answer = z.variants()
                        .watermark()
                        .ok(z, order, z.config().min(), allocFlags, reclaimable + z.nrFreePages());
                return decide(w, current, z, answer, reclaimable);
            case WAITED:
                return answer(w, current, true);
            case SLEPT:
                return answer(w, current, rested(z, answer));
            default:
                throw new AssertionError(at);
        }
    }

    /** The zone was looked at: answers, or rests first. */
    Next decide(World w, Task current, Zone z, boolean passes, int reclaimable) {
        if (!passes) {
            return answer(w, current, false);
        }
        if (!didSomeProgress && 2 * writePending(z) > reclaimable) {
            return call(current, new CongestionWait(zone(), Throttle.CONGESTION_WAIT), At.WAITED);
        }
        return rest(w, current);
    }

    /** The answer after the rest. */
    boolean rested(Zone z, boolean passed) {
        return passed;
    }

    /** A worker sleeps a tick, so that the workqueue notices; others only give way. */
    final Next rest(World w, Task current) {
        if ((current.flags() & TaskFlags.PF_WQ_WORKER) != 0) {
            current.setAsleep();
            return sleepThen(current, w.ticks() + 1, At.SLEPT);
        }
        return pauseAt(At.SLEPT);
    }

    /** {@code NR_ZONE_WRITE_PENDING}. */
    static int writePending(Zone z) {
        return z.lru(PageKind.DIRTY) + z.lru(PageKind.DIRTY_RECLAIM) + z.writeback();
    }

    final Next answer(World w, Task current, boolean retry) {
        w.emit(PageEvent.RECLAIM_RETRY, current, retry ? 1 : 0, order);
        return ret(current, pack(retry, noProgressLoops));
    }

    @Override
    public final String function() {
        return "should_reclaim_retry";
    }

    @Override
    final void locals(Fields f) {
        order = f.of(order);
        allocFlags = f.of(allocFlags);
        didSomeProgress = f.of(didSomeProgress);
        noProgressLoops = f.of(noProgressLoops);
        answer = f.of(answer);
    }
}
