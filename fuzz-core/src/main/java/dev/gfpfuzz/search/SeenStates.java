package dev.gfpfuzz.search;

import java.util.Arrays;

/**
 * The states that a search has met, as 64-bit hashes numbered in order of their discovery, each with one number more:
 * its parent, or what else the search wants to remember. 8 bytes for the hash, 4 for the number and at most 5.7 for the
 * index make at most 18 bytes a state, unused chunks included, from some 130,000 states on. The index is an
 * open-addressing table of numbers that grows by an eighth when it is four fifths full, and is rebuilt from the hashes,
 * so that the old and the new one never exist together. Hash collisions merge states: with n states the chance of any is
 * below n² / 2^65, 3 in 10^6 at 10^7 states.
 */
final class SeenStates {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FREE = -1;

    private long[][] hashes = new long[4][];
    private int[][] parents = new int[4][];
    private int[] index;
    private int size;
    private int sizeMax;

    SeenStates() {
        newIndex(1 << 12);
    }

    private void newIndex(int length) {
        index = new int[length];
        Arrays.fill(index, FREE);
        sizeMax = (int) (length * 4L / 5);
    }

    int size() {
        return size;
    }

    long hash(int number) {
        return hashes[number >>> CHUNK_BITS][number & CHUNK - 1];
    }

    int parent(int number) {
        return parents[number >>> CHUNK_BITS][number & CHUNK - 1];
    }

    /** Changes the number kept with a state. */
    void setParent(int number, int parent) {
        parents[number >>> CHUNK_BITS][number & CHUNK - 1] = parent;
    }

    /** Adds a state. @return its number, or, if it was there already, the complement of its number, which is negative */
    int add(long hash, int parent) {
        if (size == sizeMax) {
            grow();
        }
        int slot = slotOf(hash);
        while (index[slot] != FREE) {
            if (hash(index[slot]) == hash) {
                return ~index[slot];
            }
            slot = slot + 1 == index.length ? 0 : slot + 1;
        }
        index[slot] = size;
        append(hash, parent);
        return size++;
    }

    /** The number of a state, or -1 if it was not seen. */
    int find(long hash) {
        int slot = slotOf(hash);
        while (index[slot] != FREE && hash(index[slot]) != hash) {
            slot = slot + 1 == index.length ? 0 : slot + 1;
        }
        return index[slot];
    }

    private void append(long hash, int parent) {
        int chunk = size >>> CHUNK_BITS;
        if (chunk == hashes.length) {
            hashes = Arrays.copyOf(hashes, chunk * 2);
            parents = Arrays.copyOf(parents, chunk * 2);
        }
        if (hashes[chunk] == null) {
            hashes[chunk] = new long[CHUNK];
            parents[chunk] = new int[CHUNK];
        }
        hashes[chunk][size & CHUNK - 1] = hash;
        parents[chunk][size & CHUNK - 1] = parent;
    }

    private int slotOf(long hash) {
        return (int) ((hash >>> 32) * index.length >>> 32);
    }

    private void grow() {
        int length = index.length / 8 * 9;
        index = null;
        newIndex(length);
        for (int i = 0; i < size; i++) {
            int slot = slotOf(hash(i));
            while (index[slot] != FREE) {
                slot = slot + 1 == index.length ? 0 : slot + 1;
            }
            index[slot] = i;
        }
    }

    /** Bytes held for each state, the unused part of tables and chunks included. */
    double bytesPerState() {
        long chunks = (size + CHUNK - 1) >>> CHUNK_BITS;
        return (index.length * 4.0 + chunks * CHUNK * 12.0) / Math.max(1, size);
    }
}
