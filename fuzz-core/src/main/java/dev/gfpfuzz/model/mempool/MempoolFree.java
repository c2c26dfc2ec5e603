package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/mempool.c, v4.17, mempool_free}. Entered and left without the pool's lock. Looks at {@code curr_nr} without
 * the lock first and looks again with it: between the two others free and allocate. Wakes every waiter after a refill.
 */
final class MempoolFree extends MempoolFrame<MempoolFree.At> {
    enum At {
        ENTRY,
        READ_UNLOCKED,
        LOCKED,
        REFILLED,
        FULL_AFTER_ALL
    }

    /** How the function departs from 4.17. */
    enum Shape {
        V4_17,
        /** linux-next: a pool whose minimum is zero keeps one element for a waiter. */
        ZERO_MINIMUM_REFILLS,
        /** Mutant: trusts the unlocked look. */
        NO_RECHECK,
        /** Until v3.2: without the barriers, so that the unlocked look may be older than the element's own taking. */
        NO_BARRIER,
        /** Mutant: wakes nobody. */
        SILENT
    }

    private Shape shape;
    private long element;

    MempoolFree(int pool, long element, Shape shape) {
        super(At.ENTRY, pool);
        this.element = element;
        this.shape = shape;
    }

    @Override
    Next step(World w, Task current, Mempool pool) {
        return switch (at) {
            case ENTRY -> pauseAt(At.READ_UNLOCKED);
            case READ_UNLOCKED ->
                wantsElement(pool, read(w, current, pool))
                        ? lockThen(current, pool.lock(), At.LOCKED)
                        : give(w, current, pool);
            case LOCKED -> {
                pool.catchesUp(current);
                if (shape == Shape.NO_RECHECK || wantsElement(pool, pool.currNr())) {
                    pool.addElement(w, current, element, true);
                    pool.handedBack(current);
                    pool.changeWakers(1);
                    w.emit(MempoolEvent.RESERVE_REFILLED, current, pool.id(), pool.currNr());
                    pool.spinlock(w).unlock(w, current);
                    yield pauseAt(At.REFILLED);
                }
                pool.spinlock(w).unlock(w, current);
                yield pauseAt(At.FULL_AFTER_ALL);
            }
            case REFILLED -> {
                pool.changeWakers(-1);
                if (shape != Shape.SILENT) {
                    pool.wait(w).wakeUp(w, current);
                }
                yield ret(current);
            }
            case FULL_AFTER_ALL -> give(w, current, pool);
        };
    }

    private int read(World w, Task current, Mempool pool) {
        boolean stale = shape == Shape.NO_BARRIER
                && pool.maySeeFormer(current)
                && w.choose(2, "curr_nr read from before the element was taken") == 1;
        if (stale) {
            w.emit(MempoolEvent.LEVEL_READ_STALE, current, pool.id(), pool.formerCurrNr());
        }
        return stale ? pool.formerCurrNr() : pool.currNr();
    }

    private boolean wantsElement(Mempool pool, int currNr) {
        return currNr < pool.minNr() || shape == Shape.ZERO_MINIMUM_REFILLS && pool.minNr() == 0 && currNr == 0;
    }

    private Next give(World w, Task current, Mempool pool) {
        pool.handedBack(current);
        w.emit(MempoolEvent.ELEMENT_FREED, current, pool.id());
        pool.freeElement(w, current, element);
        return ret(current);
    }

    @Override
    public String function() {
        return "mempool_free";
    }

    @Override
    void locals(Fields f) {
        shape = f.of(shape);
        element = f.of(element);
    }
}
