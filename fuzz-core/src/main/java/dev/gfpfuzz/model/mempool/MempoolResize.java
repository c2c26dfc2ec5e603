package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.KernelBug;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/mempool.c, v4.17, mempool_resize}. Entered and left without the pool's lock; may sleep. Shrinking frees one
 * element after the other, the lock dropped around each. Growing raises the size first and fills afterwards, wakes nobody
 * and succeeds also when filling fails. Left out: that the array itself could not be allocated.
 */
final class MempoolResize extends MempoolFrame<MempoolResize.At> {
    enum At {
        ENTRY,
        LOCKED,
        UNLOCKED_TO_FREE,
        LOCKED_TO_SHRINK,
        UNLOCKED_TO_GROW,
        ARRAY_ALLOCATED,
        UNLOCKED_TO_FILL,
        FILLED,
        LOCKED_TO_FILL,
        RACED,
        DONE
    }

    private int newMinNr;
    private boolean wakes;
    private long element = NULL;

    /**
     * @param newMinNr 1..{@link Mempool#MIN_NR_MAX}
     * @param wakes whether it wakes waiters for the elements that it adds; no kernel does
     */
    MempoolResize(int pool, int newMinNr, boolean wakes) {
        super(At.ENTRY, pool);
        this.newMinNr = newMinNr;
        this.wakes = wakes;
    }

    @Override
    Next step(World w, Task current, Mempool pool) {
        return switch (at) {
            case ENTRY -> {
                if (newMinNr <= 0) {
                    throw new KernelBug("new_min_nr <= 0");
                }
                w.emit(MempoolEvent.RESIZE_BEGINS, current, pool.id(), newMinNr);
                w.emit(KernelEvent.MIGHT_SLEEP, current, Gfp.GFP_KERNEL);
                yield lockThen(current, pool.lock(), At.LOCKED);
            }
            case LOCKED ->
                newMinNr <= pool.minNr() ? shrink(w, current, pool) : unlockTo(w, current, pool, At.UNLOCKED_TO_GROW);
            case UNLOCKED_TO_FREE -> {
                pool.freeElement(w, current, element);
                yield lockThen(current, pool.lock(), At.LOCKED_TO_SHRINK);
            }
            // Whatever another call has made of the size meanwhile: this one shrinks.
            case LOCKED_TO_SHRINK -> shrink(w, current, pool);
            case UNLOCKED_TO_GROW -> lockThen(current, pool.lock(), At.ARRAY_ALLOCATED);
            case ARRAY_ALLOCATED -> {
                if (newMinNr <= pool.minNr()) {
                    yield unlockTo(w, current, pool, At.DONE);
                }
                pool.setMinNr(newMinNr);
                yield fill(w, current, pool);
            }
            case UNLOCKED_TO_FILL ->
                call(current, pool.allocator(w).allocPages(Gfp.GFP_KERNEL, pool.order()), At.FILLED);
            case FILLED -> {
                element = current.ret();
                yield element == NULL ? done(w, current, pool) : lockThen(current, pool.lock(), At.LOCKED_TO_FILL);
            }
            case LOCKED_TO_FILL -> {
                if (pool.currNr() >= pool.minNr()) {
                    yield unlockTo(w, current, pool, At.RACED);
                }
                pool.addElement(w, current, element, false);
                w.emit(MempoolEvent.RESERVE_GROWN, current, pool.id(), pool.currNr());
                if (wakes) {
                    pool.wait(w).wakeUp(w, current);
                }
                yield fill(w, current, pool);
            }
            case RACED -> {
                pool.freeElement(w, current, element);
                yield done(w, current, pool);
            }
            case DONE -> done(w, current, pool);
        };
    }

    private Next shrink(World w, Task current, Mempool pool) {
        if (newMinNr < pool.currNr()) {
            pool.lowerFloor(newMinNr);
            element = pool.removeElement(w, current);
            return unlockTo(w, current, pool, At.UNLOCKED_TO_FREE);
        }
        pool.setMinNr(newMinNr);
        return unlockTo(w, current, pool, At.DONE);
    }

    private Next fill(World w, Task current, Mempool pool) {
        return unlockTo(w, current, pool, pool.currNr() < pool.minNr() ? At.UNLOCKED_TO_FILL : At.DONE);
    }

    private Next unlockTo(World w, Task current, Mempool pool, At label) {
        pool.spinlock(w).unlock(w, current);
        return pauseAt(label);
    }

    private Next done(World w, Task current, Mempool pool) {
        w.emit(MempoolEvent.RESIZE_ENDS, current, pool.id(), pool.currNr());
        return ret(current);
    }

    @Override
    public String function() {
        return "mempool_resize";
    }

    @Override
    void locals(Fields f) {
        newMinNr = f.of(newMinNr);
        wakes = f.of(wakes);
        element = f.of(element);
    }
}
