package dev.gfpfuzz.step;

/** 64 bits over the steps of a run: which task, at which labels of its frames, which values it was given. */
final class TraceHash {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private long hash = 0x13198A2E03707344L;

    void step(Task t) {
        long position = t.id();
        for (int i = 0; i < t.depth(); i++) {
            Frame<?> f = t.frame(i);
            position = position * 31 + f.function().hashCode();
            position = position * 31 + f.label().hashCode();
        }
        value(position);
    }

    void value(long value) {
        hash = (Long.rotateLeft(hash, 23) ^ value) * MULTIPLIER;
    }

    long value() {
        return Long.rotateLeft(hash, 17);
    }
}
