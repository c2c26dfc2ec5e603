package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/mempool.c, v4.17, mempool_create}. May sleep; nobody else knows the pool yet. Returns 1 when the pool is
 * there, 0 when an element could not be allocated and everything was given back. Left out: the allocation of the struct.
 */
public final class MempoolCreate extends MempoolFrame<MempoolCreate.At> {
    enum At {
        ENTRY,
        FILL,
        ALLOCATED,
        LOCKED
    }

    private int minNr;
    private int gfpMask;
    private long element = NULL;

    /**
     * @param minNr 0..{@link Mempool#MIN_NR_MAX}
     * @param gfpMask for the elements; {@code GFP_KERNEL} unless the caller says otherwise
     */
    public MempoolCreate(int pool, int minNr, int gfpMask) {
        super(At.ENTRY, pool);
        this.minNr = minNr;
        this.gfpMask = gfpMask;
    }

    @Override
    Next step(World w, Task current, Mempool pool) {
        return switch (at) {
            case ENTRY -> {
                if (pool.created()) {
                    throw new KernelBug("mempool_create of a pool that exists");
                }
                if (Gfp.allowsBlocking(gfpMask)) {
                    w.emit(KernelEvent.MIGHT_SLEEP, current, gfpMask);
                }
                pool.setMinNr(minNr);
                yield pauseAt(At.FILL);
            }
            case FILL -> {
                if (pool.currNr() == minNr) {
                    pool.create(minNr);
                    yield ret(current, 1);
                }
                yield call(current, pool.allocator(w).allocPages(gfpMask, pool.order()), At.ALLOCATED);
            }
            case ALLOCATED -> {
                element = current.ret();
                yield lockThen(current, pool.lock(), At.LOCKED);
            }
            case LOCKED -> {
                if (element == NULL) {
                    giveBack(w, current, pool);
                    yield ret(current, 0);
                }
                pool.addElement(w, current, element, false);
                pool.spinlock(w).unlock(w, current);
                yield pauseAt(At.FILL);
            }
        };
    }

    private static void giveBack(World w, Task current, Mempool pool) {
        while (pool.currNr() > 0) {
            pool.freeElement(w, current, pool.removeElement(w, current));
        }
        pool.setMinNr(0);
        pool.spinlock(w).unlock(w, current);
    }

    @Override
    public String function() {
        return "mempool_create";
    }

    @Override
    void locals(Fields f) {
        minNr = f.of(minNr);
        gfpMask = f.of(gfpMask);
        element = f.of(element);
    }
}
