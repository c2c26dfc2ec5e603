package dev.gfpfuzz.model.pagealloc;

/** {@code mm/page_alloc.c, v4.17, expand}: splits a block. */
final class Expand {
    private Expand() {}

    /** Gives the upper halves back, down to the order wanted. The block itself is off the lists already. */
    static void split(Zone z, int pfn, int low, int high, int type) {
        for (int order = high - 1; order >= low; order--) {
            z.addFree(type, order, pfn + (1 << order));
        }
    }

    /** Mutant: forgets the largest upper half. */
    static void loseHalf(Zone z, int pfn, int low, int high, int type) {
        split(z, pfn, low, Math.max(low, high - 1), type);
    }
}
