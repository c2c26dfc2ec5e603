package dev.gfpfuzz.step;

/**
 * What {@link Renamer} made of parts and tasks lately: most states differ from others in one or two of them. Found by the
 * hash that the component has under its own names, 64 bits, so that two are confused as rarely as two states are. A table of fixed
 * size in which a newcomer takes its place from who was there before.
 */
final class RenamedComponents {
    private static final int SIZE = 1 << 12;
    /** One that mentions more items is not kept. */
    private static final int MENTIONS_MAX = 8;

    private final long[] keys = new long[SIZE];
    private final long[] hashes = new long[SIZE];
    private final int[] counts = new int[SIZE];
    private final int[] items = new int[SIZE * MENTIONS_MAX];
    private final long[] sayings = new long[SIZE * MENTIONS_MAX];
    private long hash;

    /**
     * Looks for a component.
     *
     * @param said by item: what it says is added
     * @return whether it is there; then {@link #hash} is its own
     */
    boolean recall(long key, long[] said) {
        int slot = (int) key & SIZE - 1;
        if (keys[slot] != key) {
            return false;
        }
        hash = hashes[slot];
        for (int i = slot * MENTIONS_MAX, end = i + counts[slot]; i < end; i++) {
            said[items[i]] += sayings[i];
        }
        return true;
    }

    /**
     * Notes a component.
     *
     * @param own its hash, renamed
     * @param mentioned the first {@code count}: items that it mentions
     * @param saying by item: what it says
     */
    void keep(long key, long own, int[] mentioned, long[] saying, int count) {
        hash = own;
        if (count > MENTIONS_MAX) {
            return;
        }
        int slot = (int) key & SIZE - 1;
        keys[slot] = key;
        hashes[slot] = own;
        counts[slot] = count;
        for (int i = 0; i < count; i++) {
            items[slot * MENTIONS_MAX + i] = mentioned[i];
            sayings[slot * MENTIONS_MAX + i] = saying[mentioned[i]];
        }
    }

    /** The renamed hash of the component that was recalled or kept last. */
    long hash() {
        return hash;
    }
}
