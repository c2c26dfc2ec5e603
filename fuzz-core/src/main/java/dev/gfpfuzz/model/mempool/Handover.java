package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;

/**
 * Plain memory through which one task passes an element to another, which frees it: no lock and no barrier orders what
 * the two do beside it. One element at a time.
 */
public final class Handover extends Part {
    private boolean full;
    private long element;

    boolean full() {
        return full;
    }

    void put(long newElement) {
        full = true;
        element = newElement;
    }

    long take() {
        full = false;
        long taken = element;
        element = 0;
        return taken;
    }

    @Override
    protected void fields(Fields f) {
        full = f.of(full);
        element = f.of(element);
    }
}
