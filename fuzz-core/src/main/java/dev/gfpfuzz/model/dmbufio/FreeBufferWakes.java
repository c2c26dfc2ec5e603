package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code drivers/md/dm-bufio.c, v4.17, __free_buffer_wake}. Entered and left with c->lock held. Wakes all waiters. */
final class FreeBufferWakes {
    private FreeBufferWakes() {}

    static void refill(World w, Task current, DmBufioClient c, int b) {
        if (c.needReservedBuffers() == 0) {
            c.freeBuffer(w, current, b);
        } else {
            c.refillReserve(b);
            c.changeNeed(-1);
            w.emit(BufioEvent.RESERVE_REFILLED, current, c.id(), b);
        }
        c.waitQueue(w).wakeUp(w, current);
    }

    /** Mutant: memory is given back although the reserve needs a buffer. */
    static void ignoreNeed(World w, Task current, DmBufioClient c, int b) {
        c.freeBuffer(w, current, b);
        c.waitQueue(w).wakeUp(w, current);
    }

    /** Mutant: the need is not lowered. */
    static void keepNeed(World w, Task current, DmBufioClient c, int b) {
        refill(w, current, c, b);
        if (c.place(b) == DmBufioClient.RESERVED) {
            c.changeNeed(1);
        }
    }
}
