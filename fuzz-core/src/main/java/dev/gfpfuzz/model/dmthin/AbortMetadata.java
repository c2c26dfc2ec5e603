package dev.gfpfuzz.model.dmthin;

import dev.gfpfuzz.kernel.RwSem;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-thin-metadata.c, v6.1, dm_pool_abort_metadata}: after a failed commit the pool's worker replaces the
 * metadata's block manager. Destroying the old one unregisters a shrinker, which takes shrinker_rwsem for writing.
 */
public final class AbortMetadata extends Frame<AbortMetadata.At> {
    enum At {
        ENTRY,
        ROOT_LOCKED,
        UNREGISTERING_LOCKED,
        UNREGISTERED_LOCKED,
        ROOT_UNLOCKED,
        UNREGISTERING,
        UNREGISTERED
    }

    private int pool;

    public AbortMetadata(int pool) {
        super(At.ENTRY);
        this.pool = pool;
    }

    @Override
    protected Next step(World w, Task worker) {
        ThinPool p = w.part(pool);
        return switch (at) {
            case ENTRY -> lockThen(worker, p.rootLock(), RwSem.WRITE, At.ROOT_LOCKED);
            case ROOT_LOCKED -> {
                if (p.shape() == ThinPool.Shape.UNDER_ROOT_LOCK) {
                    yield lockThen(worker, p.shrinkerRwsem(), RwSem.WRITE, At.UNREGISTERING_LOCKED);
                }
                w.<RwSem>part(p.rootLock()).up(w, worker);
                yield pauseAt(At.ROOT_UNLOCKED);
            }
            case UNREGISTERING_LOCKED -> {
                w.<RwSem>part(p.shrinkerRwsem()).up(w, worker);
                yield pauseAt(At.UNREGISTERED_LOCKED);
            }
            case UNREGISTERED_LOCKED -> {
                w.<RwSem>part(p.rootLock()).up(w, worker);
                yield pauseAt(At.UNREGISTERED);
            }
            case ROOT_UNLOCKED -> lockThen(worker, p.shrinkerRwsem(), RwSem.WRITE, At.UNREGISTERING);
            case UNREGISTERING -> {
                w.<RwSem>part(p.shrinkerRwsem()).up(w, worker);
                yield pauseAt(At.UNREGISTERED);
            }
            case UNREGISTERED -> ret(worker);
        };
    }

    @Override
    public String function() {
        return "dm_pool_abort_metadata";
    }

    @Override
    protected void fields(Fields f) {
        pool = f.of(pool);
    }
}
