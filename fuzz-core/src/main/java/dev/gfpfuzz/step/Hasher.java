package dev.gfpfuzz.step;

/** Mixes visited fields into 64 bits; the same on any JDK. Order matters. */
final class Hasher extends Fields {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private long hash;

    /** @param place of what is hashed next in the world: equal contents in different places differ */
    void reset(int place) {
        hash = 0x243F6A8885A308D3L + place * MULTIPLIER;
    }

    /**
     * The sum of the hashes of all components; those in {@code changed} are computed again, the others were kept.
     *
     * @param changed bits as in {@link World#touched()}
     */
    long sum(Part[] parts, Task[] tasks, long ticks, long changed) {
        now = ticks;
        long sum = 0;
        for (int i = 0; i < parts.length; i++) {
            Part p = parts[i];
            if ((changed >>> i & 1) != 0) {
                reset(i);
                p.fields(this);
                p.hash = value();
            }
            sum += p.hash;
        }
        for (int i = 0; i < tasks.length; i++) {
            Task t = tasks[i];
            if ((changed >>> (World.PARTS_MAX + i) & 1) != 0) {
                reset(World.PARTS_MAX + i);
                t.visit(this, FrameTable.hashing());
                t.hash = value();
            }
            sum += t.hash;
        }
        return sum;
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
