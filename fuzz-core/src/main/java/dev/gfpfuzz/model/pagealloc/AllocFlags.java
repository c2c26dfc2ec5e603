package dev.gfpfuzz.model.pagealloc;

/**
 * How far down an attempt may go and which lists it may use: {@code mm/internal.h, ALLOC_*}, v4.17 and v6.1. v6.1 renamed
 * HARDER to NON_BLOCK and HIGH to MIN_RESERVE and split HIGHATOMIC off; both spellings are kept. Bits are our own
 * numbering but for the watermark index in the lowest two.
 */
public final class AllocFlags {
    public static final int WMARK_MIN = 0;
    public static final int WMARK_LOW = 1;
    public static final int WMARK_HIGH = 2;
    public static final int WMARK_MASK = 3;
    /** No watermark at all. */
    public static final int NO_WATERMARKS = 1 << 2;
    /** An OOM victim's half of the min watermark. */
    public static final int OOM = 1 << 3;
    /** v4.17: a quarter of what is left of the mark, and the high-atomic pages. */
    public static final int HARDER = 1 << 4;
    /** v4.17: half of the mark. */
    public static final int HIGH = 1 << 5;
    /** Observe the cpuset; without effect on one node. */
    public static final int CPUSET = 1 << 6;
    /** v6.1: may take from the high-atomic lists first. */
    public static final int HIGHATOMIC = 1 << 7;
    /** v6.1's name of {@link #HARDER}. */
    public static final int NON_BLOCK = HARDER;
    /** v6.1's name of {@link #HIGH}. */
    public static final int MIN_RESERVE = HIGH;
    /** v6.1, {@code ALLOC_RESERVES}. */
    public static final int RESERVES = NON_BLOCK | MIN_RESERVE | HIGHATOMIC | OOM;

    private static final String[] NAMES = {"NO_WATERMARKS", "OOM", "HARDER", "HIGH", "CPUSET", "HIGHATOMIC"};
    private static final String[] MARKS = {"WMARK_MIN", "WMARK_LOW", "WMARK_HIGH"};

    private AllocFlags() {}

    /** As a kernel developer would write it. */
    public static String toString(int flags) {
        StringBuilder s = new StringBuilder(MARKS[flags & WMARK_MASK]);
        for (int i = 0; i < NAMES.length; i++) {
            if ((flags >>> i + 2 & 1) != 0) {
                s.append('|').append(NAMES[i]);
            }
        }
        return s.toString();
    }
}
