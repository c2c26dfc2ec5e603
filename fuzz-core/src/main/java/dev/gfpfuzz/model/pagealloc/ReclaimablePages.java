package dev.gfpfuzz.model.pagealloc;

/** {@code mm/vmscan.c, zone_reclaimable_pages}: whatever the request's mask allows to do with them. */
final class ReclaimablePages {
    private ReclaimablePages() {}

    /** v4.17: file pages, and anonymous ones while there is swap. Isolated pages are not on the lists. */
    static int v4m17(Zone z) {
        return z.fileOnList() + (z.swapFree() > 0 ? z.anonOnList() : 0);
    }

    /** v6.1.192, {@code freeAsReclaimableWhenLruEmpty}: with nothing on the lists, the free pages. */
    static int v6m1(Zone z) {
        int n = v4m17(z);
        return n == 0 ? z.nrFreePages() : n;
    }
}
