package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_prefetch}. Entered and left without c->lock. The lock is kept across
 * blocks that are cached already or for which there is no buffer. Left out: the block plug.
 */
public final class Prefetch extends BufioFrame<Prefetch.At> {
    enum At {
        ENTRY,
        NEXT_BLOCK,
        FOUND_OR_NEW,
        UNLOCKED_TO_FLUSH,
        FLUSHED,
        UNLOCKED_TO_READ,
        RELEASED,
        UNLOCKED
    }

    private int block;
    private int nBlocks;
    private long result = BufioNew.NO_RESULT;

    /** Prefetches blocks {@code block..block+nBlocks-1}; {@code nBlocks} at least 1. */
    public Prefetch(int client, int block, int nBlocks) {
        super(At.ENTRY, client);
        this.block = block;
        this.nBlocks = nBlocks;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> lockThen(current, c.lock(), At.NEXT_BLOCK);
            case NEXT_BLOCK -> {
                if (nBlocks == 0) {
                    c.unlock(w, current);
                    yield pauseAt(At.UNLOCKED);
                }
                nBlocks--;
                yield call(current, c.variants().bufioNew().enter(c.id(), block++, NewFlag.PREFETCH), At.FOUND_OR_NEW);
            }
            case FOUND_OR_NEW -> {
                result = current.ret();
                if (BufioNew.writeList(result) != 0) {
                    c.unlock(w, current);
                    yield pauseAt(At.UNLOCKED_TO_FLUSH);
                }
                yield useBuffer(w, current, c);
            }
            case UNLOCKED_TO_FLUSH -> {
                FlushWriteList.run(w, current, c, BufioNew.writeList(result));
                result = BufioNew.flushed(result);
                yield lockThen(current, c.lock(), At.FLUSHED);
            }
            case FLUSHED -> useBuffer(w, current, c);
            case UNLOCKED_TO_READ -> {
                int b = BufioNew.buffer(result);
                if (BufioNew.needSubmit(result)) {
                    c.submit(w, current, b);
                }
                result = BufioNew.NO_RESULT;
                yield call(current, c.variants().release().enter(c.id(), b), At.RELEASED);
            }
            case RELEASED -> nBlocks == 0 ? ret(current) : lockThen(current, c.lock(), At.NEXT_BLOCK);
            case UNLOCKED -> ret(current);
        };
    }

    private Next useBuffer(World w, Task current, DmBufioClient c) {
        if (BufioNew.buffer(result) == NULL) {
            return goTo(At.NEXT_BLOCK);
        }
        c.unlock(w, current);
        return pauseAt(At.UNLOCKED_TO_READ);
    }

    @Override
    public String function() {
        return "dm_bufio_prefetch";
    }

    @Override
    void locals(Fields f) {
        block = f.of(block);
        nBlocks = f.of(nBlocks);
        result = BufioNew.visited(f, client(), result);
    }
}
