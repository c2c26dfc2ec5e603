package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.WRITING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __write_dirty_buffer}. Entered and left with c->lock held. Returns 1 if the buffer
 * is to be put on the caller's write list, 0 if there was nothing to write or the write was submitted here.
 */
final class WriteDirtyBuffer extends BufioFrame<WriteDirtyBuffer.At> {
    enum At {
        ENTRY,
        WRITE_BIT_FREE
    }

    private int b;
    private boolean toList;

    WriteDirtyBuffer(int client, int b, boolean toList) {
        super(At.ENTRY, client);
        this.b = b;
        this.toList = toList;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                if (!c.test(b, DIRTY)) {
                    yield ret(current, 0);
                }
                c.clearBits(b, DIRTY);
                yield c.test(b, WRITING) ? awaitThen(current, At.WRITE_BIT_FREE) : goTo(At.WRITE_BIT_FREE);
            }
            case WRITE_BIT_FREE -> {
                c.setBits(b, WRITING);
                if (toList) {
                    yield ret(current, 1);
                }
                c.submit(w, current, b);
                yield ret(current, 0);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return !look(w).test(b, WRITING);
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "B_WRITING of buffer " + b + " to clear";
    }

    @Override
    public String function() {
        return "__write_dirty_buffer";
    }

    @Override
    void locals(Fields f) {
        b = f.item(client(), b);
        toList = f.of(toList);
    }
}
