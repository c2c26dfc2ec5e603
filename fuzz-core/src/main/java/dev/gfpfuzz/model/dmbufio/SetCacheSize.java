package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * A write to the module parameter {@code max_cache_size_bytes} of {@code drivers/md/dm-bufio.c, v4.17}. Takes no lock: who
 * sees it next takes the new size over.
 */
public final class SetCacheSize extends BufioFrame<SetCacheSize.At> {
    enum At {
        ENTRY,
        WRITE
    }

    private int buffers;

    /** @param buffers buffers per client; 0 for the debug size, with which no new buffer is allocated */
    public SetCacheSize(int client, int buffers) {
        super(At.ENTRY, client);
        this.buffers = buffers;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> pauseAt(At.WRITE);
            case WRITE -> {
                c.module(w).setCacheSize(buffers);
                yield ret(current);
            }
        };
    }

    @Override
    public String function() {
        return "max_cache_size_bytes";
    }

    @Override
    void locals(Fields f) {
        buffers = f.of(buffers);
    }
}
