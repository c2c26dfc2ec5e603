package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.WorldBuilder;

/** {@code drivers/md/dm-crypt.c, v4.17, struct crypt_config}: the page pool and the mutex of those who sleep for it. */
public final class CryptConfig extends Part {
    private final int pool;
    private final int bioAllocLock;
    private final CryptAllocBuffer.Shape shape;

    private CryptConfig(int pool, int bioAllocLock, CryptAllocBuffer.Shape shape) {
        this.pool = pool;
        this.bioAllocLock = bioAllocLock;
        this.shape = shape;
    }

    /** Places a target that takes its pages from {@code pool}. */
    public static CryptConfig place(WorldBuilder world, String name, Mempool pool, CryptAllocBuffer.Shape shape) {
        Mutex lock = world.place(name + "->bio_alloc_lock", new Mutex());
        return world.place(name, new CryptConfig(pool.id(), lock.id(), shape));
    }

    int pool() {
        return pool;
    }

    int bioAllocLock() {
        return bioAllocLock;
    }

    CryptAllocBuffer.Shape shape() {
        return shape;
    }

    @Override
    protected void fields(Fields f) {}
}
