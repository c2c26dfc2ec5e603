package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/mempool.c, v4.17, mempool_destroy}. Gives the reserve back; does not look whether elements are outstanding,
 * nor whether somebody waits. The kernel takes no lock, since nobody may use the pool any more; the model takes it, which
 * such a caller cannot tell.
 */
public final class MempoolDestroy extends MempoolFrame<MempoolDestroy.At> {
    enum At {
        ENTRY,
        LOCKED,
        DONE
    }

    public MempoolDestroy(int pool) {
        super(At.ENTRY, pool);
    }

    @Override
    Next step(World w, Task current, Mempool pool) {
        return switch (at) {
            case ENTRY -> lockThen(current, pool.lock(), At.LOCKED);
            case LOCKED -> {
                while (pool.currNr() > 0) {
                    pool.freeElement(w, current, pool.removeElement(w, current));
                }
                pool.destroy();
                w.emit(MempoolEvent.DESTROYED, current, pool.id());
                pool.spinlock(w).unlock(w, current);
                yield pauseAt(At.DONE);
            }
            case DONE -> ret(current);
        };
    }

    @Override
    public String function() {
        return "mempool_destroy";
    }

    @Override
    void locals(Fields f) {}
}
