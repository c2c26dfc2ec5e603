package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.WRITING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __write_dirty_buffers_async}. Entered and left with c->lock held. Returns the
 * write list, a bit per buffer. Left out: {@code cond_resched}.
 */
final class WriteDirtyBuffersAsync extends BufioFrame<WriteDirtyBuffersAsync.At> {
    enum At {
        NEXT,
        WRITTEN
    }

    private boolean noWait;
    private int i;
    private long writeList;

    WriteDirtyBuffersAsync(int client, boolean noWait) {
        super(At.NEXT, client);
        this.noWait = noWait;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case NEXT -> {
                if (i == c.nBuffers(LIST_DIRTY)) {
                    yield ret(current, writeList);
                }
                int b = c.lru(LIST_DIRTY, i);
                if (c.test(b, READING)) {
                    throw new KernelBug("test_bit(B_READING, &b->state)");
                }
                if (!c.test(b, DIRTY | WRITING)) {
                    c.relink(w, current, b, LIST_CLEAN);
                    yield goTo(At.NEXT);
                }
                if (noWait && c.test(b, WRITING)) {
                    yield ret(current, writeList);
                }
                yield call(current, new WriteDirtyBuffer(c.id(), b, true), At.WRITTEN);
            }
            case WRITTEN -> {
                writeList |= current.ret() << c.lru(LIST_DIRTY, i);
                i++;
                yield goTo(At.NEXT);
            }
        };
    }

    @Override
    public String function() {
        return "__write_dirty_buffers_async";
    }

    @Override
    void locals(Fields f) {
        noWait = f.of(noWait);
        i = f.of(i);
        writeList = f.items(client(), writeList);
    }
}
