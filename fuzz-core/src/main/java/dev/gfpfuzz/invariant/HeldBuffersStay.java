package dev.gfpfuzz.invariant;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * A buffer with a holder is never freed, unlinked or reused, and neither is one whose I/O is under way.
 *
 * <p>Mutant that it catches: {@code __get_unclaimed_buffer = no-wait}.
 */
public final class HeldBuffersStay extends BufferInvariant {
    @Override
    public String name() {
        return "held-buffers-stay";
    }

    @Override
    public String statement() {
        return "A buffer that is held or under I/O is linked.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, __make_buffer_clean, __try_evict_buffer, dm_bufio_forget";
    }

    @Override
    public String companion() {
        return "a buffer is under I/O";
    }

    @Override
    void check(World w, Task task, DmBufioClient c) {
        if (c.inFlight() != 0) {
            exercised(w);
        }
        for (int b = 0; b < c.buffersMax(); b++) {
            if (c.place(b) <= LIST_DIRTY) {
                continue;
            }
            if ((c.inFlight() >>> b & 1) != 0) {
                broken(
                        w,
                        task,
                        "Buffer " + b + " of " + c.name() + " lost its block while its I/O was under way.",
                        "unlinked under I/O");
            } else if (c.place(b) != DmBufioClient.LOOSE && c.holdCount(b) > 0) {
                broken(
                        w,
                        task,
                        "Buffer " + b + " of " + c.name() + " was freed while it was held.",
                        "freed while held");
            }
        }
    }
}
