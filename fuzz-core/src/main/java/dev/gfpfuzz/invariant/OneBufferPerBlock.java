package dev.gfpfuzz.invariant;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * At most one buffer is linked for a block.
 *
 * <p>Mutant that it catches: {@code __bufio_new = find-once}.
 */
public final class OneBufferPerBlock extends BufferInvariant {
    @Override
    public String name() {
        return "one-buffer-per-block";
    }

    @Override
    public String statement() {
        return "At most one buffer is linked for a block, also after the lock was dropped to allocate.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, __bufio_new";
    }

    @Override
    public String companion() {
        return "two buffers are linked";
    }

    @Override
    void check(World w, Task task, DmBufioClient c) {
        for (int b = 1; b < c.buffersMax(); b++) {
            if (c.place(b) > LIST_DIRTY) {
                continue;
            }
            for (int a = 0; a < b; a++) {
                if (c.place(a) > LIST_DIRTY) {
                    continue;
                }
                exercised(w);
                if (c.block(a) == c.block(b)) {
                    broken(
                            w,
                            task,
                            "Client " + c.name() + " has two buffers, " + a + " and " + b + ", for block " + c.block(a)
                                    + ".",
                            "two buffers for one block");
                    return;
                }
            }
        }
    }
}
