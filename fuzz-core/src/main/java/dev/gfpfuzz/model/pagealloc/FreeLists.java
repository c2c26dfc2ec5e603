package dev.gfpfuzz.model.pagealloc;

/**
 * Where a zone's free blocks and LRU pages are, as bitmaps in one array of longs: {@code include/linux/mmzone.h, struct
 * free_area}, for each migrate type and order. Immutable: this is the layout, the zone owns the bits.
 *
 * <p>The kernel keeps a free list in the order of its last use; here a block is taken at the lowest address, so that equal
 * free memory is an equal state. Which block is taken decides nothing but fragmentation.
 */
final class FreeLists {
    /** Ordinary memory: UNMOVABLE, MOVABLE and RECLAIMABLE in one. */
    static final int ORDINARY = 0;
    /** {@code MIGRATE_HIGHATOMIC}. */
    static final int HIGHATOMIC = 1;

    /** Number of types. */
    static final int TYPES = 2;

    static final int NONE = -1;

    private final int orders;
    private final int[] base;
    private final int[] blocks;
    private final int words;

    FreeLists(int pages, int maxOrder, int firstWord) {
        orders = maxOrder + 1;
        base = new int[TYPES * orders];
        blocks = new int[orders];
        int next = firstWord;
        for (int type = 0; type < TYPES; type++) {
            for (int order = 0; order < orders; order++) {
                blocks[order] = pages >> order;
                base[type * orders + order] = next;
                next += (blocks[order] + 63) >> 6;
            }
        }
        words = next - firstWord;
    }

    int words() {
        return words;
    }

    /** Blocks on all lists. */
    int count(long[] bits) {
        int blocks = 0;
        for (int i = base[0]; i < base[0] + words; i++) {
            blocks += Long.bitCount(bits[i]);
        }
        return blocks;
    }

    int index(int type, int order) {
        return type * orders + order;
    }

    boolean contains(long[] bits, int type, int order, int pfn) {
        int block = pfn >> order;
        return block < blocks[order] && (bits[base[type * orders + order] + (block >> 6)] >>> block & 1) != 0;
    }

    void add(long[] bits, int type, int order, int pfn) {
        int block = pfn >> order;
        bits[base[type * orders + order] + (block >> 6)] |= 1L << block;
    }

    void remove(long[] bits, int type, int order, int pfn) {
        int block = pfn >> order;
        bits[base[type * orders + order] + (block >> 6)] &= ~(1L << block);
    }

    /** First page of the lowest block, or {@link #NONE}. */
    int first(long[] bits, int type, int order) {
        int from = base[type * orders + order];
        int to = from + (blocks[order] + 63 >> 6);
        for (int i = from; i < to; i++) {
            if (bits[i] != 0) {
                return (i - from << 6) + Long.numberOfTrailingZeros(bits[i]) << order;
            }
        }
        return NONE;
    }

    /** The blocks that begin among the 64 pages from page {@code 64 * word} on: a bit for the first page of each. */
    long heads(long[] bits, int type, int order, int word) {
        int block = (word << 6) >> order;
        if (block >= blocks[order] || block << order < word << 6) {
            return 0;
        }
        long all = bits[base[type * orders + order] + (block >> 6)] >>> block;
        if (order == 0) {
            return all;
        }
        long heads = 0;
        for (long rest = all & (order >= 6 ? 1 : (1L << (64 >> order)) - 1); rest != 0; rest &= rest - 1) {
            heads |= 1L << (Long.numberOfTrailingZeros(rest) << order);
        }
        return heads;
    }

    /** The pages in blocks among the 64 from page {@code 64 * word} on, a bit each. */
    long pages(long[] bits, int type, int order, int word) {
        if (order >= 6) {
            return contains(bits, type, order, word << 6) ? -1 : 0;
        }
        return heads(bits, type, order, word) * ((1L << (1 << order)) - 1);
    }

    /** First page of a block whose buddy is on the same list, or {@link #NONE}; none at the largest order. */
    int buddies(long[] bits, int type, int order) {
        if (order == orders - 1) {
            return NONE;
        }
        int first = base[type * orders + order];
        int end = blocks[order] + 63 >> 6;
        for (int i = 0; i < end; i++) {
            long pairs = bits[first + i] & bits[first + i] >>> 1 & 0x5555555555555555L;
            if (pairs != 0) {
                return (i << 6) + Long.numberOfTrailingZeros(pairs) << order;
            }
        }
        return NONE;
    }
}
