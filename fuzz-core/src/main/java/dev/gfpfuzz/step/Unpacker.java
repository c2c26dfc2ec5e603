package dev.gfpfuzz.step;

/** Reads back what {@link Packer} wrote: ignores the visited value and returns the stored one. */
final class Unpacker extends Fields {
    private final long[] words;
    private int bytes;

    Unpacker(long[] words) {
        this.words = words;
    }

    @Override
    boolean reading() {
        return false;
    }

    @Override
    public long of(long ignored) {
        long rest = 0;
        int shift = 0;
        long octet;
        do {
            octet = (words[bytes >>> 3] >>> ((bytes & 7) << 3)) & 0xFF;
            bytes++;
            rest |= (octet & 0x7F) << shift;
            shift += 7;
        } while ((octet & 0x80) != 0);
        return (rest >>> 1) ^ -(rest & 1);
    }
}
