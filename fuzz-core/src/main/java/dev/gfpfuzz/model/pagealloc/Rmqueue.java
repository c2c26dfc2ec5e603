package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.FreeLists.HIGHATOMIC;
import static dev.gfpfuzz.model.pagealloc.FreeLists.NONE;
import static dev.gfpfuzz.model.pagealloc.FreeLists.ORDINARY;

/** {@code mm/page_alloc.c, rmqueue}: takes a block off the lists. Left out: fallback between ordinary migrate types. */
final class Rmqueue {
    private Rmqueue() {}

    /** v4.17: order 0 from the per-CPU list; above it, HARDER may take high-atomic blocks, first. */
    static int v4m17(Zone z, int order, int allocFlags) {
        if (order == 0) {
            return orderZero(z);
        }
        if ((allocFlags & AllocFlags.HARDER) != 0) {
            int pfn = smallest(z, order, HIGHATOMIC);
            if (pfn != NONE) {
                return pfn;
            }
        }
        return smallest(z, order, ORDINARY);
    }

    /** v6.1: HIGHATOMIC takes those blocks first; OOM and NON_BLOCK as a last resort, at any order. */
    static int v6m1(Zone z, int order, int allocFlags) {
        int pfn = NONE;
        if ((allocFlags & AllocFlags.HIGHATOMIC) != 0) {
            pfn = smallest(z, order, HIGHATOMIC);
        }
        if (pfn == NONE) {
            pfn = order == 0 ? orderZero(z) : smallest(z, order, ORDINARY);
        }
        if (pfn == NONE && (allocFlags & (AllocFlags.OOM | AllocFlags.NON_BLOCK)) != 0) {
            pfn = smallest(z, order, HIGHATOMIC);
        }
        return pfn;
    }

    /** {@code rmqueue_pcplist} and {@code rmqueue_bulk}: the refill leaves the free count at once. */
    private static int orderZero(Zone z) {
        int batch = z.config().pcpBatch();
        if (batch == 0) {
            return smallest(z, 0, ORDINARY);
        }
        if (z.nrPcpPages() == 0) {
            for (int i = 0; i < batch; i++) {
                int pfn = smallest(z, 0, ORDINARY);
                if (pfn == NONE) {
                    break;
                }
                z.addPcp(pfn);
            }
        }
        return z.nrPcpPages() == 0 ? NONE : z.takePcp();
    }

    /** Whether there is a page outside the high-atomic reserve. */
    static boolean hasPage(Zone z) {
        if (z.nrPcpPages() > 0) {
            return true;
        }
        for (int k = 0; k <= z.config().maxOrder(); k++) {
            if (z.firstFree(ORDINARY, k) != NONE) {
                return true;
            }
        }
        return false;
    }

    /** {@code __rmqueue_smallest}: the smallest block that is large enough, split. */
    static int smallest(Zone z, int order, int type) {
        for (int k = order; k <= z.config().maxOrder(); k++) {
            int pfn = z.firstFree(type, k);
            if (pfn != NONE) {
                z.delFree(type, k, pfn);
                z.variants().expand().split(z, pfn, order, k, type);
                return pfn;
            }
        }
        return NONE;
    }
}
