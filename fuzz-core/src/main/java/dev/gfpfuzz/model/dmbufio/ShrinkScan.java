package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.model.pagealloc.Shrinker;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, dm_bufio_shrink_scan} with {@code __scan}. Entered and left without c->lock, which
 * it takes blocking only if the mask has {@code blocksWith} (FS in 4.17, IO in 3.10), else by trylock. Examines the clean
 * list, then the dirty one, oldest first. Left out: {@code cond_resched}.
 */
final class ShrinkScan extends BufioFrame<ShrinkScan.At> {
    enum At {
        ENTRY,
        LOCKED,
        NEXT,
        EVICTED,
        UNLOCKED
    }

    /** Bits that no mask has: never block on the lock. */
    static final int NEVER = -1;

    private int gfp;
    private int nrToScan;
    private int asked;
    private int blocksWith;
    private int waitsWith;
    private boolean quotaAgainstRetain;
    private int list = LIST_CLEAN;
    private int i;
    private int count;
    private int freed;

    /**
     * @param blocksWith bits of a mask with which it blocks on the lock
     * @param waitsWith bits of a mask with which it waits for I/O
     * @param quotaAgainstRetain whether it stops by comparing the rest of its quota with what is to be retained, as until
     *     v4.14, instead of what is left of the buffers
     */
    ShrinkScan(int client, int gfp, int nrToScan, int blocksWith, int waitsWith, boolean quotaAgainstRetain) {
        super(At.ENTRY, client);
        this.gfp = gfp;
        this.nrToScan = nrToScan;
        this.asked = nrToScan;
        this.blocksWith = blocksWith;
        this.waitsWith = waitsWith;
        this.quotaAgainstRetain = quotaAgainstRetain;
    }

    private boolean mayBlock() {
        return (gfp & blocksWith) == blocksWith;
    }

    private boolean mayWait() {
        return (gfp & waitsWith) == waitsWith;
    }

    /** {@link Shrinker#couldFree} for a scan with this mask. */
    static boolean couldFree(World w, DmBufioClient c, int gfp, int blocksWith, int waitsWith) {
        boolean mayWait = (gfp & waitsWith) == waitsWith;
        if (c.shrinkable() == 0
                || (gfp & blocksWith) != blocksWith
                        && w.<ExclusiveLock>look(c.lock()).locked()) {
            return false;
        }
        for (int b = 0; b < c.buffersMax(); b++) {
            if (c.place(b) <= DmBufioClient.LIST_DIRTY && c.holdCount(b) == 0 && (mayWait || c.state(b) == 0)) {
                return true;
            }
        }
        return false;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                if (mayBlock()) {
                    yield lockThen(current, c.lock(), At.LOCKED);
                }
                yield c.trylock(w, current) ? goTo(At.LOCKED) : ret(current, Shrinker.SHRINK_STOP);
            }
            case LOCKED -> {
                count = c.nBuffers(LIST_CLEAN) + c.nBuffers(LIST_DIRTY);
                yield goTo(At.NEXT);
            }
            case NEXT -> {
                if (i == c.nBuffers(list)) {
                    if (list == LIST_DIRTY) {
                        yield finish(w, current, c);
                    }
                    list = LIST_DIRTY;
                    i = 0;
                    yield goTo(At.NEXT);
                }
                yield call(current, c.variants().tryEvictBuffer().enter(c.id(), c.lru(list, i), mayWait()), At.EVICTED);
            }
            case EVICTED -> {
                if (current.retTrue()) {
                    freed++;
                } else {
                    i++;
                }
                nrToScan--;
                int left = quotaAgainstRetain ? asked - freed : count - freed;
                yield nrToScan == 0 || left <= c.config().retainBuffers() ? finish(w, current, c) : goTo(At.NEXT);
            }
            case UNLOCKED -> ret(current, freed);
        };
    }

    private Next finish(World w, Task current, DmBufioClient c) {
        w.emit(BufioEvent.SCANNED, current, c.id(), BufioEvent.scan(asked, count, freed));
        c.unlock(w, current);
        return pauseAt(At.UNLOCKED);
    }

    @Override
    public String function() {
        return "dm_bufio_shrink_scan";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        nrToScan = f.of(nrToScan);
        asked = f.of(asked);
        blocksWith = f.of(blocksWith);
        waitsWith = f.of(waitsWith);
        quotaAgainstRetain = f.of(quotaAgainstRetain);
        list = f.of(list);
        i = f.of(i);
        count = f.of(count);
        freed = f.of(freed);
    }
}
