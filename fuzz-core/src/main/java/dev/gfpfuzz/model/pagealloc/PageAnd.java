package dev.gfpfuzz.model.pagealloc;

/** A page and a number in one return value, for functions that in C return the page and write the number through a pointer. */
final class PageAnd {
    private static final int SHIFT = 48;
    private static final long PAGE_MASK = (1L << SHIFT) - 1;

    private PageAnd() {}

    /**
     * @param page a handle or NULL
     * @param number 0..32767
     */
    static long pack(long page, int number) {
        return page | (long) number << SHIFT;
    }

    static long page(long packed) {
        return packed & PAGE_MASK;
    }

    static int number(long packed) {
        return (int) (packed >>> SHIFT);
    }
}
