package dev.gfpfuzz.coordinator.store;

import java.util.Arrays;

/**
 * One file of a store that is not what it was.
 *
 * @param from the first byte that is damaged or gone
 * @param to the byte after the last such
 */
record Damage(String name, byte[] content, int from, int to, String what) {
    static Damage truncated(String name, byte[] content, int length) {
        return new Damage(
                name, Arrays.copyOf(content, length), length, content.length, name + " truncated to " + length);
    }

    static Damage flipped(String name, byte[] content, int bit) {
        byte[] flipped = content.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return new Damage(name, flipped, bit / 8, bit / 8 + 1, "bit " + bit + " of " + name);
    }
}
