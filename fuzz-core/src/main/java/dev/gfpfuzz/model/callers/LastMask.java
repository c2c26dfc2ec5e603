package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.kernel.Gfp;

/** The mask of a chain's last allocation: the catalogue's, or another, for comparison. */
public enum LastMask {
    /** As the profile leaves it. */
    AS_IT_IS(0, 0),
    /** {@code __GFP_NORETRY} cleared. */
    CLEARED(Gfp.NORETRY, 0),
    /** {@code __GFP_NORETRY} cleared and {@code __GFP_RETRY_MAYFAIL} set. */
    MAYFAIL(Gfp.NORETRY, Gfp.RETRY_MAYFAIL);

    private final int clear;
    private final int set;

    LastMask(int clear, int set) {
        this.clear = clear;
        this.set = set;
    }

    /** The chain with this mask. */
    Chain of(Chain c) {
        return this == AS_IT_IS ? c : c.withLastMask(clear, set);
    }
}
