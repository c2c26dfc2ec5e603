package dev.gfpfuzz.run;

import dev.gfpfuzz.step.World;

/** The end of a run that came to rest. */
record Rest(End end, Note note) {
    /** Of a world in which no task is enabled and nothing was noted; it is told so. */
    static Rest of(World w) {
        w.quiesced();
        return new Rest(End.atRest(w), Note.of(w));
    }
}
