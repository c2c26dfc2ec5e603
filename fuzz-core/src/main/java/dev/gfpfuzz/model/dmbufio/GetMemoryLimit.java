package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, __get_memory_limit} when the user has changed the cache size. Entered and left with
 * c->lock held, the inner lock of the two. Until v4.11 it blocked on {@code dm_bufio_clients_lock} all the same, whose
 * holder may wait for c->lock; since 1b0fb5a5b2dc (v4.12) it tries, and leaves the refresh to somebody else.
 */
final class GetMemoryLimit extends BufioFrame<GetMemoryLimit.At> {
    enum At {
        ENTRY,
        LOCKED,
        UNLOCKED
    }

    private boolean blocks;

    GetMemoryLimit(int client, boolean blocks) {
        super(At.ENTRY, client);
        this.blocks = blocks;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        DmBufioModule m = c.module(w);
        return switch (at) {
            case ENTRY -> {
                if (blocks) {
                    yield lockThen(current, m.clientsLock(), At.LOCKED);
                }
                yield m.lock(w).trylock(w, current) ? goTo(At.LOCKED) : ret(current);
            }
            case LOCKED -> {
                m.refresh();
                m.lock(w).unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> ret(current);
        };
    }

    @Override
    public String function() {
        return "__get_memory_limit";
    }

    @Override
    void locals(Fields f) {
        blocks = f.of(blocks);
    }
}
