package dev.gfpfuzz.step;

import java.util.Arrays;

/**
 * Writes visited fields as a sequence of bytes kept in plain longs: zigzag, then seven bits a byte, the eighth saying
 * that more follow. Small values, which nearly all are, take one byte.
 */
final class Packer extends Fields {
    private long[] words = new long[16];
    private int bytes;

    void reset() {
        Arrays.fill(words, 0, (bytes + 7) >>> 3, 0L);
        bytes = 0;
    }

    @Override
    public long of(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            put((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        put(rest);
        return value;
    }

    private void put(long octet) {
        int word = bytes >>> 3;
        if (word == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        words[word] |= octet << ((bytes & 7) << 3);
        bytes++;
    }

    /** The packed form: as many longs as are needed, the last padded with zeros. */
    long[] words() {
        return Arrays.copyOf(words, (bytes + 7) >>> 3);
    }
}
