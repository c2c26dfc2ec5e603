package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_mark_buffer_dirty} ({@code dm_bufio_mark_partial_buffer_dirty} over the
 * whole block). Entered and left without c->lock.
 */
public final class MarkBufferDirty extends BufioFrame<MarkBufferDirty.At> {
    enum At {
        ENTRY,
        LOCKED,
        UNLOCKED
    }

    private int b;
    private int list;

    /** @param list where the buffer goes; the dirty list except in a mutant */
    MarkBufferDirty(int client, int b, int list) {
        super(At.ENTRY, client);
        this.b = b;
        this.list = list;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> lockThen(current, c.lock(), At.LOCKED);
            case LOCKED -> {
                if (c.test(b, READING)) {
                    throw new KernelBug("test_bit(B_READING, &b->state)");
                }
                if (!c.test(b, DIRTY)) {
                    c.setBits(b, DIRTY);
                    c.relink(w, current, b, list);
                    w.emit(BufioEvent.MARKED_DIRTY, current, c.id(), b);
                }
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> ret(current);
        };
    }

    @Override
    public String function() {
        return "dm_bufio_mark_buffer_dirty";
    }

    @Override
    void locals(Fields f) {
        b = f.item(client(), b);
        list = f.of(list);
    }
}
