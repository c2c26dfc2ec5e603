package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.FreeLists.HIGHATOMIC;
import static dev.gfpfuzz.model.pagealloc.FreeLists.ORDINARY;

/**
 * {@code mm/page_alloc.c, v4.17, reserve_highatomic_pageblock} and {@code unreserve_highatomic_pageblock}: page blocks
 * kept for the next high-order atomic request.
 */
final class HighatomicReserve {
    private HighatomicReserve() {}

    /** The block around a page just allocated becomes high-atomic, up to 1 % of the zone and one block. */
    static void reserve(Zone z, int pfn) {
        int blockPages = 1 << z.config().pageblockOrder();
        int max = z.config().pages() / 100 + blockPages;
        if (z.nrReservedHighatomic() >= max || z.pageblockType(pfn) == HIGHATOMIC) {
            return;
        }
        z.addReservedHighatomic(blockPages);
        int block = pfn >> z.config().pageblockOrder();
        z.sets().highatomicBlocks().add(z.bits(), block);
        moveFreepages(z, block, ORDINARY, HIGHATOMIC);
    }

    /**
     * Gives one block back.
     *
     * @param force the last block too
     * @return whether free pages became available by it
     */
    static boolean unreserve(Zone z, boolean force) {
        int blockPages = 1 << z.config().pageblockOrder();
        if (z.nrReservedHighatomic() == 0 || !force && z.nrReservedHighatomic() <= blockPages) {
            return false;
        }
        for (int order = 0; order <= z.config().maxOrder(); order++) {
            int pfn = z.firstFree(HIGHATOMIC, order);
            if (pfn == FreeLists.NONE) {
                continue;
            }
            int block = pfn >> z.config().pageblockOrder();
            if (z.pageblockType(pfn) == HIGHATOMIC) {
                z.addReservedHighatomic(-Math.min(blockPages, z.nrReservedHighatomic()));
                z.sets().highatomicBlocks().remove(z.bits(), block);
            }
            if (moveFreepages(z, block, HIGHATOMIC, ORDINARY) > 0) {
                return true;
            }
        }
        return false;
    }

    private static int moveFreepages(Zone z, int block, int from, int to) {
        int start = block << z.config().pageblockOrder();
        int end = start + (1 << z.config().pageblockOrder());
        int moved = 0;
        for (int order = 0; order <= z.config().maxOrder(); order++) {
            for (int pfn = start; pfn < end; pfn += 1 << order) {
                if ((pfn & (1 << order) - 1) == 0 && z.isFree(from, order, pfn)) {
                    z.delFree(from, order, pfn);
                    z.addFree(to, order, pfn);
                    moved += 1 << order;
                }
            }
        }
        return moved;
    }
}
