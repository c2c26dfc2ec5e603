package dev.gfpfuzz.model.block;

import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A part that submits I/O and is told when it is complete: at most 63 requests, numbered by their owner. */
public interface RequestSource {
    /** Part id. */
    int id();

    /** Requests submitted and not complete, a bit each. */
    long inFlight();

    /** Whether a completion may report an error. */
    boolean mayFail();

    /** {@code bi_end_io} of one request in flight. */
    void endio(World w, Task completer, int request, boolean error);
}
