package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.WRITING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __make_buffer_clean}. Entered and left with c->lock held, and held while it waits:
 * the residual hole that 41c73a49df31 left.
 */
final class MakeBufferClean extends BufioFrame<MakeBufferClean.At> {
    enum At {
        ENTRY,
        READ_OVER,
        WRITE_STARTED,
        WRITE_OVER
    }

    private int b;

    MakeBufferClean(int client, int b) {
        super(At.ENTRY, client);
        this.b = b;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                if (c.holdCount(b) != 0) {
                    throw new KernelBug("b->hold_count");
                }
                if (c.state(b) == 0) {
                    yield ret(current);
                }
                yield c.test(b, READING) ? awaitThen(current, At.READ_OVER) : goTo(At.READ_OVER);
            }
            case READ_OVER -> call(current, new WriteDirtyBuffer(c.id(), b, false), At.WRITE_STARTED);
            case WRITE_STARTED -> c.test(b, WRITING) ? awaitThen(current, At.WRITE_OVER) : ret(current);
            case WRITE_OVER -> ret(current);
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return !look(w).test(b, at == At.READ_OVER ? READING : WRITING);
    }

    @Override
    public String waitsFor(World w, Task current) {
        return (at == At.READ_OVER ? "B_READING" : "B_WRITING") + " of buffer " + b + " to clear";
    }

    @Override
    public String function() {
        return "__make_buffer_clean";
    }

    @Override
    void locals(Fields f) {
        b = f.item(client(), b);
    }
}
