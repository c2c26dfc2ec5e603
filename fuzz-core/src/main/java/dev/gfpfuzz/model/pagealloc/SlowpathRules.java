package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;

/**
 * The decisions of {@code mm/page_alloc.c, __alloc_pages_slowpath} in which kernels differ; here v4.17's. The order of the
 * tests is {@link AllocPagesSlowpath}'s. Immutable.
 */
class SlowpathRules {
    static final SlowpathRules V4_17 = new SlowpathRules();

    static boolean costly(int order) {
        return order > Gfp.PAGE_ALLOC_COSTLY_ORDER;
    }

    /** Compaction before the first reclaim. */
    boolean compactsFirst(int gfp, int order) {
        return costly(order) || order > 0 && (gfp & Gfp.MOVABLE) == 0;
    }

    /** A costly NORETRY request gives up after that. */
    boolean givesUpAfterFirstCompaction(int gfp, CompactResult result) {
        return result == CompactResult.DEFERRED;
    }

    /** No direct reclaim because the caller cannot sleep. */
    boolean cannotSleep(int gfp) {
        return !Gfp.allowsBlocking(gfp);
    }

    /** No direct reclaim because the task is inside one, or works for one. */
    boolean worksForReclaim(int taskFlags) {
        return (taskFlags & TaskFlags.PF_MEMALLOC) != 0;
    }

    /** Ends after one round of reclaim and compaction. */
    boolean oneRoundOnly(int gfp) {
        return (gfp & Gfp.NORETRY) != 0;
    }

    /** Ends after one round because the order is costly. */
    boolean tooCostly(int gfp, int order) {
        return costly(order) && (gfp & Gfp.RETRY_MAYFAIL) == 0;
    }

    /** Ends after {@code should_reclaim_retry} said no; v4.17 has no such test. */
    boolean endsAfterRetryTest(int gfp) {
        return false;
    }

    /** May go round again because compaction asks for it. */
    boolean compactionMayRetry(int gfp) {
        return true;
    }

    /** An OOM victim that failed in its reserve gives up. */
    boolean victimGivesUp(int taskFlags, int gfp, int allocFlags) {
        return (taskFlags & TaskFlags.TIF_MEMDIE) != 0 && (allocFlags == AllocFlags.OOM || (gfp & Gfp.NOMEMALLOC) != 0);
    }

    /** Goes round again because the OOM gate reported progress. */
    boolean retriesAfterGate(boolean progress) {
        return progress;
    }

    /** NOFAIL turns a failure into a loop. */
    boolean nofail(int gfp, boolean afterOneRound) {
        return (gfp & Gfp.NOFAIL) != 0 && Gfp.allowsBlocking(gfp);
    }

    /** What a NOFAIL request that would fail may use. */
    int nofailFlags() {
        return AllocFlags.HARDER;
    }

    /**
     * v4.11.0: early compaction for costly orders only (282722b0d258, v4.12, added orders that cannot move); a victim gives
     * up after the gate in any case (9a67f6488eca moved that test behind it, c288983dddf7, v4.12, made it conditional), it
     * had all reserves.
     */
    static final SlowpathRules V4_11 = new SlowpathRules() {
        @Override
        boolean compactsFirst(int gfp, int order) {
            return costly(order);
        }

        @Override
        boolean victimGivesUp(int taskFlags, int gfp, int allocFlags) {
            return (taskFlags & TaskFlags.TIF_MEMDIE) != 0;
        }
    };

    /** v6.1: no early compaction without IO, no retries without IO above the costly order or for compaction. */
    static final SlowpathRules V6_1 = new SlowpathRules() {
        @Override
        boolean compactsFirst(int gfp, int order) {
            return (gfp & Gfp.IO) != 0 && super.compactsFirst(gfp, order);
        }

        @Override
        boolean givesUpAfterFirstCompaction(int gfp, CompactResult result) {
            return result == CompactResult.SKIPPED || result == CompactResult.DEFERRED;
        }

        @Override
        boolean tooCostly(int gfp, int order) {
            return costly(order) && !Gfp.has(gfp, Gfp.IO | Gfp.RETRY_MAYFAIL);
        }

        @Override
        boolean compactionMayRetry(int gfp) {
            return (gfp & Gfp.IO) != 0;
        }

        @Override
        boolean victimGivesUp(int taskFlags, int gfp, int allocFlags) {
            return (taskFlags & TaskFlags.TIF_MEMDIE) != 0
                    && ((allocFlags & AllocFlags.OOM) != 0 || (gfp & Gfp.NOMEMALLOC) != 0);
        }

        @Override
        int nofailFlags() {
            return AllocFlags.MIN_RESERVE;
        }
    };

    /** In no kernel: what the e-mail of 18 June 2018 proposes. NORETRY returns NULL where it would begin to sleep. */
    static final SlowpathRules NORETRY_NEVER_SLEEPS = new SlowpathRules() {
        @Override
        boolean compactsFirst(int gfp, int order) {
            return super.compactsFirst(gfp, order) && !neverSleeps(gfp);
        }

        @Override
        boolean cannotSleep(int gfp) {
            return super.cannotSleep(gfp) || neverSleeps(gfp);
        }

        private boolean neverSleeps(int gfp) {
            return (gfp & (Gfp.NORETRY | Gfp.NOFAIL)) == Gfp.NORETRY;
        }
    };

    /** In no kernel: where a mask has NORETRY and RETRY_MAYFAIL, the latter wins. */
    static final SlowpathRules MAYFAIL_WINS = new SlowpathRules() {
        @Override
        boolean oneRoundOnly(int gfp) {
            return super.oneRoundOnly(gfp) && (gfp & Gfp.RETRY_MAYFAIL) == 0;
        }
    };

    /** Mutant: whether the caller can sleep is tested after reclaim. */
    static final SlowpathRules SLEEPS_FIRST = new SlowpathRules() {
        @Override
        boolean cannotSleep(int gfp) {
            return false;
        }

        @Override
        boolean oneRoundOnly(int gfp) {
            return super.oneRoundOnly(gfp) || !Gfp.allowsBlocking(gfp);
        }
    };

    /** Mutant: tasks inside reclaim reclaim. */
    static final SlowpathRules RECURSES = new SlowpathRules() {
        @Override
        boolean worksForReclaim(int taskFlags) {
            return false;
        }
    };

    /** Mutant: NORETRY is tested after {@code should_reclaim_retry}. */
    static final SlowpathRules NORETRY_LATE = new SlowpathRules() {
        @Override
        boolean oneRoundOnly(int gfp) {
            return false;
        }

        @Override
        boolean endsAfterRetryTest(int gfp) {
            return (gfp & Gfp.NORETRY) != 0;
        }
    };

    /** Mutant: gives up although the gate reported progress. */
    static final SlowpathRules LEAVES_WITH_PROGRESS = new SlowpathRules() {
        @Override
        boolean retriesAfterGate(boolean progress) {
            return false;
        }
    };

    /** Mutant: NORETRY fails without a look at NOFAIL. */
    static final SlowpathRules NORETRY_BEATS_NOFAIL = new SlowpathRules() {
        @Override
        boolean nofail(int gfp, boolean afterOneRound) {
            return super.nofail(gfp, afterOneRound) && !afterOneRound;
        }
    };

    /** Mutant: RETRY_MAYFAIL gives up as early as NORETRY. */
    static final SlowpathRules MAYFAIL_ONE_ROUND = new SlowpathRules() {
        @Override
        boolean oneRoundOnly(int gfp) {
            return (gfp & (Gfp.NORETRY | Gfp.RETRY_MAYFAIL)) != 0;
        }
    };

    /** Mutant: NOFAIL loops although the request cannot sleep. */
    static final SlowpathRules NOFAIL_SPINS = new SlowpathRules() {
        @Override
        boolean nofail(int gfp, boolean afterOneRound) {
            return (gfp & Gfp.NOFAIL) != 0;
        }
    };
}
