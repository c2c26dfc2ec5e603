package dev.gfpfuzz.step;

/** A {@code BUG_ON} of the modelled kernel was reached. The machine turns it into a violation. */
public final class KernelBug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param condition what the kernel asserts, for people */
    public KernelBug(String condition) {
        super(condition, null, false, false);
    }
}
