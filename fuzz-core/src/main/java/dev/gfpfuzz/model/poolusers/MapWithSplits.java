package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code block/bio.c, v4.17, bio_alloc_bioset} in a target's map function that splits a bio in two. What is submitted below
 * the top level is parked on the task's own list and starts only after map has returned, so a second allocation that
 * sleeps waits for a bio that cannot start.
 */
public final class MapWithSplits extends Frame<MapWithSplits.At> {
    enum At {
        ENTRY,
        FIRST_TAKEN,
        SECOND_TRIED,
        SECOND_TAKEN,
        FIRST_ENDED,
        SECOND_ENDED
    }

    /** What an allocation does before it sleeps. */
    public enum Shape {
        RESCUES,
        BLOCKS
    }

    private int set;
    private long parked;
    private long second;

    /** @param set the bio set with its rescuer */
    public MapWithSplits(int set) {
        super(At.ENTRY);
        this.set = set;
    }

    @Override
    protected Next step(World w, Task current) {
        JobQueue bs = w.part(set);
        Mempool pool = w.part(bs.pool());
        return switch (at) {
            case ENTRY -> call(current, pool.variants().alloc().enter(bs.pool(), Gfp.GFP_NOIO), At.FIRST_TAKEN);
            case FIRST_TAKEN -> {
                parked = current.ret();
                int gfp = bs.variants().bioAllocBioset() == Shape.RESCUES
                        ? Gfp.GFP_NOIO & ~Gfp.DIRECT_RECLAIM
                        : Gfp.GFP_NOIO;
                yield call(current, pool.variants().alloc().enter(bs.pool(), gfp), At.SECOND_TRIED);
            }
            case SECOND_TRIED -> {
                second = current.ret();
                if (second != Mempool.NULL) {
                    yield pauseAt(At.SECOND_TAKEN);
                }
                int job = bs.newJob();
                bs.hold(job, parked);
                bs.put(0, job);
                parked = Mempool.NULL;
                yield call(current, pool.variants().alloc().enter(bs.pool(), Gfp.GFP_NOIO), At.FIRST_ENDED);
            }
            case SECOND_TAKEN -> call(current, pool.variants().free().enter(bs.pool(), parked), At.SECOND_ENDED);
            case FIRST_ENDED -> call(current, pool.variants().free().enter(bs.pool(), current.ret()), At.SECOND_ENDED);
            case SECOND_ENDED -> {
                if (second == Mempool.NULL) {
                    yield ret(current);
                }
                long bio = second;
                second = Mempool.NULL;
                yield call(current, pool.variants().free().enter(bs.pool(), bio), At.SECOND_ENDED);
            }
        };
    }

    @Override
    public String function() {
        return "bio_alloc_bioset";
    }

    @Override
    protected void fields(Fields f) {
        set = f.of(set);
        parked = f.of(parked);
        second = f.of(second);
    }
}
