package dev.gfpfuzz.step;

/**
 * What a part numbers and could number in any other way: buffers, requests. Nothing depends on which item has which number,
 * but on what is recorded about it and where it is mentioned.
 *
 * @param count numbers 0..count-1
 * @param name for people, in the plural: {@code buffers}
 */
public record Items(int count, String name) {
    /** Whatever the part numbers, the numbers mean something. */
    public static final Items NONE = new Items(0, "");
}
