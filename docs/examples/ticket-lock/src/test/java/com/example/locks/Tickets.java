package com.example.locks;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;

/** The lock's two counters: the next ticket to be drawn, and the ticket being served. */
final class Tickets extends Part {
    int next;
    int serving;

    @Override
    protected void fields(Fields f) {
        next = f.of(next);
        serving = f.of(serving);
    }
}
