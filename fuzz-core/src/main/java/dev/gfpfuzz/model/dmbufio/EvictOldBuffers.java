package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __evict_old_buffers}. Entered and left without c->lock but with {@code
 * dm_bufio_clients_lock}, over which it blocks on c->lock; v3.10 tried and went past a client in use. Evicts clean idle
 * buffers, oldest first, down to the retained ones. Left out: {@code cond_resched}.
 */
final class EvictOldBuffers extends BufioFrame<EvictOldBuffers.At> {
    enum At {
        ENTRY,
        LOCKED,
        WATERMARK_CHECKED,
        UNLOCKED_TO_FLUSH,
        FLUSHED,
        NEXT,
        EVICTED,
        UNLOCKED
    }

    private boolean tries;
    private long writeList;
    private int count;
    private int i;

    EvictOldBuffers(int client, boolean tries) {
        super(At.ENTRY, client);
        this.tries = tries;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                if (!tries) {
                    yield lockThen(current, c.lock(), At.LOCKED);
                }
                yield c.trylock(w, current) ? goTo(At.FLUSHED) : ret(current);
            }
            case LOCKED -> call(current, c.variants().checkWatermark().enter(c.id()), At.WATERMARK_CHECKED);
            case WATERMARK_CHECKED -> {
                writeList = current.ret();
                if (writeList == 0) {
                    yield goTo(At.FLUSHED);
                }
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED_TO_FLUSH);
            }
            case UNLOCKED_TO_FLUSH -> {
                FlushWriteList.run(w, current, c, writeList);
                writeList = 0;
                yield lockThen(current, c.lock(), At.FLUSHED);
            }
            case FLUSHED -> {
                count = c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY);
                yield goTo(At.NEXT);
            }
            case NEXT -> {
                boolean more = i < c.nBuffers(LIST_CLEAN)
                        && count > c.config().retainBuffers()
                        && olderThan(w, c, c.lru(LIST_CLEAN, i));
                if (more) {
                    yield call(
                            current,
                            c.variants().tryEvictBuffer().enter(c.id(), c.lru(LIST_CLEAN, i), false),
                            At.EVICTED);
                }
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case EVICTED -> {
                if (current.retTrue()) {
                    count--;
                } else {
                    i++;
                }
                yield goTo(At.NEXT);
            }
            case UNLOCKED -> ret(current);
        };
    }

    private static boolean olderThan(World w, DmBufioClient c, int b) {
        return w.ticks() >= c.lastAccessed(b) + c.config().maxAgeTicks();
    }

    @Override
    public String function() {
        return "__evict_old_buffers";
    }

    @Override
    void locals(Fields f) {
        tries = f.of(tries);
        writeList = f.items(client(), writeList);
        count = f.of(count);
        i = f.of(i);
    }
}
