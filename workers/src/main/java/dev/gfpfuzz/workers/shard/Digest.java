package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.schedule.SplitMix64;

/**
 * A 64-bit hash over numbers and texts in the order given. For comparing and for noticing damage, not against an
 * attacker who can choose the values.
 */
public final class Digest {
    private long value = 0x6766_7066_757A_7A31L;

    public Digest add(long number) {
        value = SplitMix64.seedOf(value, number);
        return this;
    }

    public Digest add(String text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            value = SplitMix64.mix(value + text.charAt(i));
        }
        return this;
    }

    public long value() {
        return value;
    }
}
