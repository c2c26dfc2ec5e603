package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/mempool.c, linux-next, mempool_alloc_from_pool} for one element. Entered and left without the pool's lock.
 * Returns an element or NULL; with direct reclaim in the mask it returns NULL only after it slept for a freed element.
 */
final class MempoolAllocFromPool extends MempoolFrame<MempoolAllocFromPool.At> {
    enum At {
        ENTRY,
        LOCKED,
        UNLOCKED,
        QUEUED,
        SLEPT
    }

    private int gfpMask;
    private long element = NULL;

    MempoolAllocFromPool(int pool, int gfpMask) {
        super(At.ENTRY, pool);
        this.gfpMask = gfpMask;
    }

    @Override
    Next step(World w, Task current, Mempool pool) {
        return switch (at) {
            case ENTRY -> lockThen(current, pool.lock(), At.LOCKED);
            case LOCKED -> {
                if (pool.currNr() > 0) {
                    element = MempoolAlloc.take(w, current, pool);
                } else if (Gfp.allowsBlocking(gfpMask)) {
                    w.emit(MempoolEvent.WAIT_BEGINS, current, pool.id());
                    pool.wait(w).prepareToWait(w, current);
                    pool.spinlock(w).unlock(w, current);
                    yield pauseAt(At.QUEUED);
                }
                pool.spinlock(w).unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> ret(current, element);
            case QUEUED -> sleepThen(current, w.ticks() + MempoolAlloc.TIMEOUT, At.SLEPT);
            case SLEPT -> {
                pool.wait(w).finishWait(current);
                yield ret(current, NULL);
            }
        };
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "an element of " + look(w).name() + " to be freed";
    }

    @Override
    public String function() {
        return "mempool_alloc_from_pool";
    }

    @Override
    void locals(Fields f) {
        gfpMask = f.of(gfpMask);
        element = f.of(element);
    }
}
