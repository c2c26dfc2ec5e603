package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, cleanup_old_buffers}. Entered and left without locks; holds {@code
 * dm_bufio_clients_lock} over all clients and takes each one's lock inside it.
 */
public final class CleanupOldBuffers extends BufioFrame<CleanupOldBuffers.At> {
    enum At {
        ENTRY,
        LOCKED,
        NEXT_CLIENT,
        UNLOCKED
    }

    private int i;

    /** @param client any client of the module */
    public CleanupOldBuffers(int client) {
        super(At.ENTRY, client);
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        DmBufioModule m = c.module(w);
        return switch (at) {
            case ENTRY -> lockThen(current, m.clientsLock(), At.LOCKED);
            case LOCKED -> {
                m.refresh();
                yield goTo(At.NEXT_CLIENT);
            }
            case NEXT_CLIENT -> {
                while (i < m.clientPositions() && m.client(i) < 0) {
                    i++;
                }
                if (i == m.clientPositions()) {
                    m.lock(w).unlock(w, current);
                    yield pauseAt(At.UNLOCKED);
                }
                DmBufioClient next = w.part(m.client(i++));
                yield call(current, next.variants().evictOldBuffers().enter(next.id()), At.NEXT_CLIENT);
            }
            case UNLOCKED -> ret(current);
        };
    }

    @Override
    public String function() {
        return "cleanup_old_buffers";
    }

    @Override
    void locals(Fields f) {
        i = f.of(i);
    }
}
