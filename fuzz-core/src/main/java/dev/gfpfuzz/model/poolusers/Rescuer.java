package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code block/bio.c, v4.17, bio_alloc_rescue}: a bio set's rescuer thread, a daemon. Submits the bios handed to it, which
 * end and go back to the pool.
 */
public final class Rescuer extends Frame<Rescuer.At> {
    enum At {
        IDLE,
        HANDED,
        ENDED
    }

    private int set;

    public Rescuer(int set) {
        super(At.IDLE);
        this.set = set;
    }

    @Override
    protected Next step(World w, Task rescuer) {
        JobQueue bs = w.part(set);
        return switch (at) {
            case IDLE -> awaitThen(rescuer, At.HANDED);
            case HANDED -> {
                Mempool pool = w.part(bs.pool());
                long bio = bs.unhold(JobQueue.job(bs.take()));
                yield call(rescuer, pool.variants().free().enter(bs.pool(), bio), At.ENDED);
            }
            case ENDED -> awaitThen(rescuer, At.HANDED);
        };
    }

    @Override
    protected boolean ready(World w, Task rescuer) {
        return !w.<JobQueue>look(set).isEmpty();
    }

    @Override
    public String waitsFor(World w, Task rescuer) {
        return "bios to rescue";
    }

    @Override
    public String function() {
        return "bio_alloc_rescue";
    }

    @Override
    protected void fields(Fields f) {
        set = f.of(set);
    }
}
