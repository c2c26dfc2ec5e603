package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A function that works on one pool. */
abstract class MempoolFrame<L extends Enum<L>> extends Frame<L> {
    /** No element. */
    static final long NULL = Mempool.NULL;

    private int pool;

    MempoolFrame(L start, int pool) {
        super(start);
        this.pool = pool;
    }

    @Override
    protected final Next step(World w, Task current) {
        return step(w, current, w.part(pool));
    }

    /** {@link Frame#step} with the pool at hand. */
    abstract Next step(World w, Task current, Mempool pool);

    /** Locals of the function; the pool is visited already. */
    abstract void locals(Fields f);

    @Override
    protected final void fields(Fields f) {
        pool = f.of(pool);
        locals(f);
    }

    final Mempool look(World w) {
        return w.look(pool);
    }
}
