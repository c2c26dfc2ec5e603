package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.TaskNames;

/** Which pages somebody has been given and has not given back. */
final class OwnersGhost extends Part {
    private long[] owned;

    OwnersGhost(int pages) {
        owned = new long[pages + 63 >> 6];
    }

    boolean owned(int page) {
        return (owned[page >> 6] >>> page & 1) != 0;
    }

    /** Which of some pages are owned, a bit each, {@code pages} and the result being of the 64 from page {@code 64 * word}. */
    long owned(int word, long pages) {
        return owned[word] & pages;
    }

    void own(int page, boolean now) {
        if (now) {
            owned[page >> 6] |= 1L << page;
        } else {
            owned[page >> 6] &= ~(1L << page);
        }
    }

    @Override
    protected OwnersGhost copy() {
        OwnersGhost g = (OwnersGhost) super.copy();
        g.owned = owned.clone();
        return g;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.NONE;
    }

    @Override
    protected void fields(Fields f) {
        f.of(owned);
    }
}
