package dev.gfpfuzz.model.dmthin;

import dev.gfpfuzz.kernel.RwSem;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v6.1, shrink_slab} on behalf of "drop caches": holds shrinker_rwsem for reading while the inode cache
 * evicts an inode, which reads metadata on the thin device, and {@code thin_map} takes the pool's root lock for that.
 */
public final class EvictInode extends Frame<EvictInode.At> {
    enum At {
        ENTRY,
        SHRINKING,
        MAPPED,
        READ,
        DONE
    }

    private int pool;

    public EvictInode(int pool) {
        super(At.ENTRY);
        this.pool = pool;
    }

    @Override
    protected Next step(World w, Task current) {
        ThinPool p = w.part(pool);
        return switch (at) {
            case ENTRY -> lockThen(current, p.shrinkerRwsem(), RwSem.READ, At.SHRINKING);
            case SHRINKING -> lockThen(current, p.rootLock(), RwSem.READ, At.MAPPED);
            case MAPPED -> {
                w.<RwSem>part(p.rootLock()).up(w, current);
                yield pauseAt(At.READ);
            }
            case READ -> {
                w.<RwSem>part(p.shrinkerRwsem()).up(w, current);
                yield pauseAt(At.DONE);
            }
            case DONE -> ret(current);
        };
    }

    @Override
    public String function() {
        return "shrink_slab";
    }

    @Override
    protected void fields(Fields f) {
        pool = f.of(pool);
    }
}
