package dev.gfpfuzz.invariant;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * The reserve plus what it still needs is what was asked for at creation, no fewer buffers than that exist, and every linked
 * buffer is in exactly one list.
 *
 * <p>Mutants that it catches: {@code __free_buffer_wake = need-kept}, {@code __free_buffer_wake = need-ignored}.
 */
public final class BuffersLinkedOnce extends BufferInvariant {
    @Override
    public String name() {
        return "buffers-linked-once";
    }

    @Override
    public String statement() {
        return "Each linked buffer is in exactly one lru list and has a block; reserve length + need is constant;"
                + " a client has no fewer buffers than it reserved.";
    }

    @Override
    public String source() {
        return "drivers/md/dm-bufio.c, v4.17, __link_buffer, __free_buffer_wake, dm_bufio_client_destroy";
    }

    @Override
    public String companion() {
        return "a buffer has left the reserve";
    }

    @Override
    void check(World w, Task task, DmBufioClient c) {
        int asked = c.config().reservedBuffers();
        if (c.reserveLength() != asked) {
            exercised(w);
        }
        if (!c.destroyed() && c.reserveLength() + c.needReservedBuffers() != asked) {
            broken(
                    w,
                    task,
                    "Client " + c.name() + " has " + c.reserveLength() + " reserved buffers and needs "
                            + c.needReservedBuffers() + " more, but was created with " + asked + ".",
                    "reserve + need != created");
        }
        int linked = 0;
        int existing = 0;
        for (int b = 0; b < c.buffersMax(); b++) {
            existing += c.place(b) == DmBufioClient.ABSENT ? 0 : 1;
            if (c.place(b) <= LIST_DIRTY) {
                linked++;
                if (c.block(b) == DmBufioClient.NULL) {
                    broken(
                            w,
                            task,
                            "Buffer " + b + " of " + c.name() + " is linked and has no block.",
                            "linked, no block");
                }
            }
        }
        if (!c.destroyed() && existing < asked) {
            broken(
                    w,
                    task,
                    "Client " + c.name() + " has " + existing + " buffers left, but reserved " + asked
                            + ": one was freed that the reserve needs.",
                    "fewer buffers than reserved");
        }
        if (linked != c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY)) {
            broken(
                    w,
                    task,
                    "Client " + c.name() + " counts " + (c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY))
                            + " buffers in its lists, but " + linked + " are linked.",
                    "counters differ from lists");
        }
    }
}
