package dev.gfpfuzz.model.pagealloc;

/** Sets of pages beside the free lists, as bitmaps in the same array of longs. Immutable: the layout only. */
final class PageSets {
    private final PageSet[] kinds;
    private final PageSet pcp;
    private final PageSet highatomicBlocks;
    private final int words;

    PageSets(int pages, int kindCount, int firstWord) {
        kinds = new PageSet[kindCount];
        int each = pages + 63 >> 6;
        int next = firstWord;
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = new PageSet(next, each);
            next += each;
        }
        pcp = new PageSet(next, each);
        highatomicBlocks = new PageSet(next + each, each);
        words = next + 2 * each - firstWord;
    }

    int words() {
        return words;
    }

    PageSet kind(PageKind kind) {
        return kinds[kind.ordinal()];
    }

    /** Pages on the per-CPU list. */
    PageSet pcp() {
        return pcp;
    }

    /** Page blocks (by number, not by page) of type HIGHATOMIC. */
    PageSet highatomicBlocks() {
        return highatomicBlocks;
    }

    /** A bitmap. */
    record PageSet(int base, int words) {
        boolean contains(long[] bits, int i) {
            return (bits[base + (i >> 6)] >>> i & 1) != 0;
        }

        void add(long[] bits, int i) {
            bits[base + (i >> 6)] |= 1L << i;
        }

        void remove(long[] bits, int i) {
            bits[base + (i >> 6)] &= ~(1L << i);
        }

        /** The lowest member, or -1. */
        int first(long[] bits) {
            return next(bits, 0);
        }

        /** The lowest member not below {@code from}, or -1. */
        int next(long[] bits, int from) {
            int i = from >> 6;
            if (i >= words) {
                return -1;
            }
            long word = bits[base + i] & -1L << from;
            while (word == 0) {
                if (++i == words) {
                    return -1;
                }
                word = bits[base + i];
            }
            return (i << 6) + Long.numberOfTrailingZeros(word);
        }
    }
}
