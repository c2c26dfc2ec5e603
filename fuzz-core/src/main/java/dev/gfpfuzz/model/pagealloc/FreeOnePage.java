package dev.gfpfuzz.model.pagealloc;

/** {@code mm/page_alloc.c, v4.17, __free_one_page}: puts a block on its list, merged with its free buddies. */
final class FreeOnePage {
    private FreeOnePage() {}

    static void merge(Zone z, int pfn, int order) {
        int type = z.pageblockType(pfn);
        while (order < z.config().maxOrder()) {
            int buddy = pfn ^ 1 << order;
            if (!takeBuddy(z, order, buddy)) {
                break;
            }
            pfn &= buddy;
            order++;
        }
        z.addFree(type, order, pfn);
    }

    private static boolean takeBuddy(Zone z, int order, int buddy) {
        for (int type = 0; type < FreeLists.TYPES; type++) {
            if (z.isFree(type, order, buddy)) {
                z.delFree(type, order, buddy);
                return true;
            }
        }
        return false;
    }

    /** Mutant: takes the neighbour above for the buddy, whatever the block's own place. */
    static void wrongBuddy(Zone z, int pfn, int order) {
        int type = z.pageblockType(pfn);
        while (order < z.config().maxOrder()) {
            int buddy = pfn + (1 << order);
            if (!takeBuddy(z, order, buddy)) {
                break;
            }
            pfn &= buddy;
            order++;
        }
        z.addFree(type, order, pfn);
    }

    /** Mutant: merges once at most. */
    static void mergeOnce(Zone z, int pfn, int order) {
        int type = z.pageblockType(pfn);
        int buddy = pfn ^ 1 << order;
        if (order < z.config().maxOrder() && takeBuddy(z, order, buddy)) {
            z.addFree(type, order + 1, pfn & buddy);
        } else {
            z.addFree(type, order, pfn);
        }
    }
}
