package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/page_alloc.c, v6.1.192, should_reclaim_retry}: no wait for the device (reclaim throttles itself), a rest
 * whatever the answer, and every "no" gives the high-atomic reserve back, which may turn it into a "yes".
 */
final class ShouldReclaimRetryV6m1 extends ShouldReclaimRetry {
    ShouldReclaimRetryV6m1(int zone, int order, int allocFlags, boolean didSomeProgress, int noProgressLoops) {
        super(zone, order, allocFlags, didSomeProgress, noProgressLoops);
    }

    @Override
    Next decide(World w, Task current, Zone z, boolean passes, int reclaimable) {
        return rest(w, current);
    }

    @Override
    boolean rested(Zone z, boolean passed) {
        return passed || HighatomicReserve.unreserve(z, true);
    }
}
