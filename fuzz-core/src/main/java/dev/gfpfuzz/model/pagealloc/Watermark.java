package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.AllocFlags.HARDER;
import static dev.gfpfuzz.model.pagealloc.AllocFlags.HIGH;
import static dev.gfpfuzz.model.pagealloc.AllocFlags.HIGHATOMIC;
import static dev.gfpfuzz.model.pagealloc.AllocFlags.NON_BLOCK;
import static dev.gfpfuzz.model.pagealloc.AllocFlags.OOM;
import static dev.gfpfuzz.model.pagealloc.AllocFlags.RESERVES;

/** {@code mm/page_alloc.c, __zone_watermark_ok} and {@code zone_watermark_fast}. All divisions round down. */
abstract class Watermark {
    /** v4.17. */
    static final Watermark V4_17 = new V4m17();
    /** v6.1.192. */
    static final Watermark V6_1 = new V6m1();
    /** Mutant of v4.17: passes at the mark itself. */
    static final Watermark AT_THE_MARK = new V4m17() {
        @Override
        boolean above(int free, int min) {
            return free >= min;
        }
    };
    /** Mutant of v4.17: HARDER takes its quarter of the whole mark, whatever HIGH has taken. */
    static final Watermark HARDER_OF_WHOLE = new V4m17() {
        @Override
        int lowered(int mark, int allocFlags) {
            int min = super.lowered(mark, allocFlags & ~HARDER);
            return (allocFlags & (HARDER | OOM)) == HARDER ? min - mark / 4 : min;
        }
    };

    /** Mutant of v4.17: forgets all but one of the pages that the request itself takes. */
    static final Watermark ORDER_FORGOTTEN = new V4m17() {
        @Override
        int taken(int order) {
            return 0;
        }
    };

    /** Pages beside the last one that the request takes. */
    int taken(int order) {
        return (1 << order) - 1;
    }

    /** How much of a mark is left after the request's rights. */
    abstract int lowered(int mark, int allocFlags);

    /** Free pages that these rights may not count on. */
    abstract int reserved(Zone z, int allocFlags);

    /** Whether these rights may take from the high-atomic lists, for the block test. */
    abstract boolean seesHighatomic(int allocFlags);

    /** Whether the short test of order 0 passes. */
    abstract boolean shortcut(Zone z, int mark, int allocFlags, int free);

    boolean above(int free, int min) {
        return free > min;
    }

    /** {@code __zone_watermark_ok} with {@code free} pages free. */
    final boolean ok(Zone z, int order, int mark, int allocFlags, int free) {
        int rest = free - taken(order) - reserved(z, allocFlags);
        if (!above(rest, lowered(mark, allocFlags) + z.config().lowmemReserve())) {
            return false;
        }
        return order == 0 || z.hasFree(order, seesHighatomic(allocFlags));
    }

    /** {@code zone_watermark_ok}. */
    final boolean ok(Zone z, int order, int mark, int allocFlags) {
        return ok(z, order, mark, allocFlags, z.nrFreePages());
    }

    /** {@code zone_watermark_fast}: what an attempt asks. */
    final boolean fast(Zone z, int order, int mark, int allocFlags) {
        int free = z.nrFreePages();
        return order == 0 && shortcut(z, mark, allocFlags, free) || ok(z, order, mark, allocFlags, free);
    }

    private static class V4m17 extends Watermark {
        @Override
        int lowered(int mark, int allocFlags) {
            int min = mark;
            if ((allocFlags & HIGH) != 0) {
                min -= min / 2;
            }
            if ((allocFlags & OOM) != 0) {
                min -= min / 2;
            } else if ((allocFlags & HARDER) != 0) {
                min -= min / 4;
            }
            return min;
        }

        @Override
        int reserved(Zone z, int allocFlags) {
            return (allocFlags & (HARDER | OOM)) == 0 ? z.nrReservedHighatomic() : 0;
        }

        @Override
        boolean seesHighatomic(int allocFlags) {
            return (allocFlags & (HARDER | OOM)) != 0;
        }

        @Override
        boolean shortcut(Zone z, int mark, int allocFlags, int free) {
            return above(free, mark + z.config().lowmemReserve());
        }
    }

    private static final class V6m1 extends Watermark {
        @Override
        int lowered(int mark, int allocFlags) {
            int min = mark;
            if ((allocFlags & AllocFlags.MIN_RESERVE) != 0) {
                min -= min / 2;
                if ((allocFlags & NON_BLOCK) != 0) {
                    min -= min / 4;
                }
            }
            if ((allocFlags & OOM) != 0) {
                min -= min / 2;
            }
            return min;
        }

        @Override
        int reserved(Zone z, int allocFlags) {
            return (allocFlags & RESERVES) == 0 ? z.nrReservedHighatomic() : 0;
        }

        @Override
        boolean seesHighatomic(int allocFlags) {
            return (allocFlags & (HIGHATOMIC | OOM)) != 0;
        }

        @Override
        boolean shortcut(Zone z, int mark, int allocFlags, int free) {
            int usable = free - Math.min(free, reserved(z, allocFlags));
            return above(usable, mark + z.config().lowmemReserve());
        }
    }
}
