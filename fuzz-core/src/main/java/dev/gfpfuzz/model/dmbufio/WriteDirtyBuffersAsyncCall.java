package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_write_dirty_buffers_async}. Entered and left without c->lock. */
public final class WriteDirtyBuffersAsyncCall extends BufioFrame<WriteDirtyBuffersAsyncCall.At> {
    enum At {
        ENTRY,
        LOCKED,
        STARTED,
        UNLOCKED
    }

    private long writeList;

    public WriteDirtyBuffersAsyncCall(int client) {
        super(At.ENTRY, client);
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> lockThen(current, c.lock(), At.LOCKED);
            case LOCKED -> call(current, new WriteDirtyBuffersAsync(c.id(), false), At.STARTED);
            case STARTED -> {
                writeList = current.ret();
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> {
                FlushWriteList.run(w, current, c, writeList);
                yield ret(current);
            }
        };
    }

    @Override
    public String function() {
        return "dm_bufio_write_dirty_buffers_async";
    }

    @Override
    void locals(Fields f) {
        writeList = f.items(client(), writeList);
    }
}
