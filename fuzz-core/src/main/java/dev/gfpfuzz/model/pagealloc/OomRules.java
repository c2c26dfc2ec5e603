package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;

/**
 * When {@code mm/page_alloc.c, __alloc_pages_may_oom} keeps the gate to the OOM killer closed, and what {@code
 * mm/oom_kill.c, out_of_memory} does behind it. Immutable.
 */
class OomRules {
    static final OomRules V4_17 = new OomRules();

    /** The gate's tests, in the source's order. */
    boolean closed(int taskFlags, int gfp, int order, boolean storageSuspended) {
        return (taskFlags & TaskFlags.PF_DUMPCORE) != 0
                || SlowpathRules.costly(order)
                || mayfailCloses(gfp)
                || (gfp & (Gfp.DMA | Gfp.DMA32)) != 0
                || storageSuspended
                || (gfp & Gfp.THISNODE) != 0;
    }

    boolean mayfailCloses(int gfp) {
        return (gfp & Gfp.RETRY_MAYFAIL) != 0;
    }

    /** Behind the gate, no kill for a request that may not enter file systems. */
    boolean needsFs(int gfp) {
        return (gfp & Gfp.FS) == 0;
    }

    /** Whether a victim that still holds memory prevents another kill. */
    boolean waitsForVictim() {
        return true;
    }

    /** The request ends although the killer has run. */
    boolean endsAfterKill(int gfp) {
        return false;
    }

    /** A tick of sleep after the kill, with oom_lock held. */
    boolean sleepsAfterKill() {
        return true;
    }

    /** Whether a NOFAIL request goes below all watermarks behind the gate. */
    boolean nofailTakesReserves() {
        return true;
    }

    /** Up to v4.4: NOFAIL opens no reserve. */
    static final OomRules NOFAIL_WAITS = new OomRules() {
        @Override
        boolean nofailTakesReserves() {
            return false;
        }
    };

    /** Up to v4.11: {@code __GFP_REPEAT} means nothing at orders up to 3. */
    static final OomRules V4_11 = new OomRules() {
        @Override
        boolean mayfailCloses(int gfp) {
            return false;
        }
    };

    /** v4.19 and later: no sleep with oom_lock held. */
    static final OomRules V6_1 = new OomRules() {
        @Override
        boolean sleepsAfterKill() {
            return false;
        }
    };

    /** Mutant: RETRY_MAYFAIL is looked at when the killer has run. */
    static final OomRules MAYFAIL_AFTER_KILL = new OomRules() {
        @Override
        boolean mayfailCloses(int gfp) {
            return false;
        }

        @Override
        boolean endsAfterKill(int gfp) {
            return (gfp & Gfp.RETRY_MAYFAIL) != 0;
        }
    };

    /** Mutant: kills for requests without FS. */
    static final OomRules KILLS_WITHOUT_FS = new OomRules() {
        @Override
        boolean needsFs(int gfp) {
            return false;
        }
    };

    /** Mutant: does not look for an earlier victim. */
    static final OomRules KILLS_AGAIN = new OomRules() {
        @Override
        boolean waitsForVictim() {
            return false;
        }
    };
}
