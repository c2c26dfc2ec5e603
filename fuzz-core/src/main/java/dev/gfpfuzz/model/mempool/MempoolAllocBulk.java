package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/mempool.c, linux-next, mempool_alloc} as rewritten for bulk allocation. Entered and left without the pool's
 * lock.
 *
 * <p>An early text of the rewrite hands the full mask to {@code mempool_alloc_from_pool} on
 * the first pass, so that it sleeps before it ever tried to reclaim, and gives up after the second pass, so that a caller
 * that may sleep gets NULL. The later text hands over the pass's own mask and repeats.
 */
final class MempoolAllocBulk extends MempoolFrame<MempoolAllocBulk.At> {
    enum At {
        ENTRY,
        REPEAT,
        ALLOCATED,
        FROM_POOL
    }

    /** Which text of the rewrite. */
    enum Shape {
        EARLY,
        LATER,
        /** Mutant of the later text: gives up after two passes. */
        GIVES_UP
    }

    private Shape shape;
    private int gfpMask;
    private int gfpTemp;

    MempoolAllocBulk(int pool, int gfpMask, Shape shape) {
        super(At.ENTRY, pool);
        this.gfpMask = gfpMask;
        this.shape = shape;
    }

    @Override
    Next step(World w, Task current, Mempool pool) {
        return switch (at) {
            case ENTRY -> {
                MempoolAlloc.enter(w, current, pool, gfpMask);
                gfpMask |= MempoolAlloc.FLAGS;
                gfpTemp = gfpMask & ~(Gfp.DIRECT_RECLAIM | Gfp.IO);
                yield goTo(At.REPEAT);
            }
            case REPEAT -> call(current, pool.allocator(w).allocPages(gfpTemp, pool.order()), At.ALLOCATED);
            case ALLOCATED -> {
                long element = current.ret();
                if (element != NULL) {
                    w.emit(MempoolEvent.ELEMENT_ALLOCATED, current, pool.id());
                    pool.handedOut(current);
                    yield leave(w, current, pool, element);
                }
                yield call(
                        current,
                        new MempoolAllocFromPool(pool.id(), shape == Shape.EARLY ? gfpMask : gfpTemp),
                        At.FROM_POOL);
            }
            case FROM_POOL -> {
                long element = current.ret();
                if (element != NULL) {
                    yield leave(w, current, pool, element);
                }
                if (gfpTemp != gfpMask) {
                    gfpTemp = gfpMask;
                    yield goTo(At.REPEAT);
                }
                yield shape == Shape.LATER && Gfp.allowsBlocking(gfpMask)
                        ? goTo(At.REPEAT)
                        : leave(w, current, pool, NULL);
            }
        };
    }

    private Next leave(World w, Task current, Mempool pool, long value) {
        w.emit(MempoolEvent.ALLOC_ENDS, current, pool.id(), value == NULL ? 0 : 1);
        return ret(current, value);
    }

    @Override
    public String function() {
        return "mempool_alloc";
    }

    @Override
    void locals(Fields f) {
        shape = f.of(shape);
        gfpMask = f.of(gfpMask);
        gfpTemp = f.of(gfpTemp);
    }
}
