package dev.gfpfuzz.step;

/** Mixes visited fields into 64 bits; the same on any JDK. Order matters. */
final class Hasher extends Fields {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private long hash;

    /** @param place of what is hashed next in the world: equal contents in different places differ */
    void reset(int place) {
        hash = 0x243F6A8885A308D3L + place * MULTIPLIER;
    }

    @Override
    public long of(long value) {
        hash = (Long.rotateLeft(hash, 29) ^ value) * MULTIPLIER;
        return value;
    }

    /** The hash so far, finalised by Stafford's variant 13 so that every bit depends on every field. */
    long value() {
        long z = hash;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
