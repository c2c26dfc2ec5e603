package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Frame;

/**
 * How a reclaimer is slowed down at the end of {@code mm/vmscan.c, shrink_node}, and when reclaim for compaction stops.
 * Immutable.
 */
class ReclaimThrottle {
    static final ReclaimThrottle V4_17 = new ReclaimThrottle();

    /** {@code current_may_throttle}, v4.17: PF_LESS_THROTTLE exempts only a writer whose own device is not congested. */
    boolean currentMayThrottle(int taskFlags) {
        return (taskFlags & TaskFlags.PF_LESS_THROTTLE) == 0
                || (taskFlags & TaskFlags.BACKING_DEV_INFO) == 0
                || (taskFlags & TaskFlags.BDI_WRITE_CONGESTED) != 0;
    }

    /** Whether the task goes to {@link #enter}. */
    boolean applies(int taskFlags, int gfp, Zone z, Pgdat node) {
        return (taskFlags & TaskFlags.PF_KSWAPD) == 0
                && currentMayThrottle(taskFlags)
                && node.test(Pgdat.PGDAT_CONGESTED);
    }

    /** Whether {@link #enter} is {@code wait_iff_congested}. */
    boolean waitsIffCongested() {
        return true;
    }

    Frame<?> enter(int zone) {
        return new CongestionWait(zone, Throttle.WAIT_IFF_CONGESTED);
    }

    /** kswapd met pages under writeback that it had met before. */
    Frame<?> immediate(int zone) {
        return new CongestionWait(zone, Throttle.CONGESTION_WAIT);
    }

    /** Whether compaction could follow this reclaim; v4.17 does not ask whether it may. */
    boolean compactionAllowed(int gfp) {
        return true;
    }

    /** Whether dirty pages of a congested device count as congested: {@code shrink_page_list}, v4.17. */
    boolean countsCongestedDevice() {
        return true;
    }

    /** {@code should_continue_reclaim}, first test: RETRY_MAYFAIL stops only when nothing was scanned either. */
    boolean stopsReclaim(int gfp, int reclaimed, int scanned) {
        return reclaimed == 0 && ((gfp & Gfp.RETRY_MAYFAIL) == 0 || scanned == 0);
    }

    /**
     * {@code should_continue_reclaim}, the other tests, v4.17: goes on until it has what compaction needs, as far as the
     * lists have it, and then while compaction could not run.
     *
     * @param reclaimed by the whole of {@code try_to_free_pages}
     */
    boolean wantsMore(Zone z, int order, int reclaimed) {
        int gap = Compaction.gap(order);
        return reclaimed < gap && ReclaimablePages.v4m17(z) > gap || !compactionCouldRun(z, order);
    }

    static boolean compactionCouldRun(Zone z, int order) {
        return Compaction.suitable(z, order, AllocFlags.WMARK_MIN) != CompactResult.SKIPPED;
    }

    /** Mutant of v4.17, and what people take v4.17 for: PF_LESS_THROTTLE alone exempts, as in v6.1. */
    static final ReclaimThrottle LESS_THROTTLE_EXEMPTS = new ReclaimThrottle() {
        @Override
        boolean currentMayThrottle(int taskFlags) {
            return (taskFlags & TaskFlags.PF_LESS_THROTTLE) == 0;
        }
    };

    /** Patch proposed on 21 June 2018: a NORETRY request without FS does not wait. */
    static final ReclaimThrottle PATCH_20180621 = new ReclaimThrottle() {
        @Override
        boolean applies(int taskFlags, int gfp, Zone z, Pgdat node) {
            return super.applies(taskFlags, gfp, z, node) && ((gfp & Gfp.NORETRY) == 0 || (gfp & Gfp.FS) != 0);
        }
    };

    /**
     * v6.1: {@code reclaim_throttle}; kernel threads are exempt; only pages under writeback that reclaim meets again count
     * as congested; reclaim for compaction needs IO and progress, and ends as soon as compaction could run.
     */
    static final ReclaimThrottle V6_1 = new ReclaimThrottle() {
        @Override
        boolean waitsIffCongested() {
            return false;
        }

        @Override
        boolean currentMayThrottle(int taskFlags) {
            return (taskFlags & TaskFlags.PF_LESS_THROTTLE) == 0;
        }

        @Override
        Frame<?> enter(int zone) {
            return new ReclaimThrottleSleep(zone, ReclaimThrottleSleep.CONGESTED_TICKS);
        }

        @Override
        Frame<?> immediate(int zone) {
            return new ReclaimThrottleSleep(zone, ReclaimThrottleSleep.WRITEBACK_TICKS);
        }

        @Override
        boolean countsCongestedDevice() {
            return false;
        }

        @Override
        boolean stopsReclaim(int gfp, int reclaimed, int scanned) {
            return reclaimed == 0 || (gfp & Gfp.IO) == 0;
        }

        /** What was reclaimed does not matter any more. Free pages are no inactive ones, also where the lists are empty. */
        @Override
        boolean wantsMore(Zone z, int order, int reclaimed) {
            return !compactionCouldRun(z, order) && ReclaimablePages.v4m17(z) > Compaction.gap(order);
        }

        @Override
        boolean compactionAllowed(int gfp) {
            return (gfp & Gfp.IO) != 0;
        }
    };
}
