package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, read_endio, write_endio}: the disk's interrupt, a daemon that completes submitted
 * I/O in any order at any time. Never takes a lock.
 */
final class Endio extends BufioFrame<Endio.At> {
    enum At {
        ENTRY,
        IO_DONE
    }

    Endio(int client) {
        super(At.ENTRY, client);
    }

    @Override
    Next step(World w, Task irq, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> awaitThen(irq, At.IO_DONE);
            case IO_DONE -> {
                long rest = c.inFlight();
                int skip = w.choose(Long.bitCount(rest), "which I/O completes");
                while (skip-- > 0) {
                    rest &= rest - 1;
                }
                boolean error = c.config().ioErrors() && w.choose(2, "an I/O error") == 1;
                c.endio(w, irq, Long.numberOfTrailingZeros(rest), error);
                yield awaitThen(irq, At.IO_DONE);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task irq) {
        return look(w).inFlight() != 0;
    }

    @Override
    public String waitsFor(World w, Task irq) {
        return "I/O to complete";
    }

    @Override
    public String function() {
        return "endio";
    }

    @Override
    void locals(Fields f) {}
}
