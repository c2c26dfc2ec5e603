package dev.gfpfuzz.model.pagealloc;

/** The arithmetic of {@code mm/vmscan.c, do_shrink_slab} in which kernels differ; here v4.17's. Immutable. */
class DoShrinkSlab {
    static final DoShrinkSlab V4_17 = new DoShrinkSlab();

    /**
     * How many objects to scan: not more than half of them while the new share is small, however much is deferred, and
     * never more than twice as many as there are.
     *
     * @param deferred what earlier calls left undone
     * @param delta the share that this call adds
     */
    int totalScan(int freeable, int deferred, int delta, int priority) {
        int most = delta < freeable / 4 ? freeable / 2 : freeable * 2;
        return Math.min(deferred + delta, most);
    }

    /** How much of what was left undone is deferred. */
    int deferred(int freeable, int undone) {
        return undone;
    }

    /** v6.1: deferred work counts by the priority, as new work does, and is never more than twice the objects. */
    static final DoShrinkSlab V6_1 = new DoShrinkSlab() {
        @Override
        int totalScan(int freeable, int deferred, int delta, int priority) {
            return Math.min((deferred >> priority) + delta, freeable * 2);
        }

        @Override
        int deferred(int freeable, int undone) {
            return Math.min(undone, freeable * 2);
        }
    };
}
