package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __flush_write_list}. Without c->lock. Submits the writes that were collected under
 * it; the kernel's {@code cond_resched} between them is left out.
 */
final class FlushWriteList {
    private FlushWriteList() {}

    static void run(World w, Task current, DmBufioClient c, long writeList) {
        for (long rest = writeList; rest != 0; rest &= rest - 1) {
            c.submit(w, current, Long.numberOfTrailingZeros(rest));
        }
    }
}
