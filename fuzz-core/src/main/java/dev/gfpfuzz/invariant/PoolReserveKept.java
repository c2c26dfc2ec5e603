package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A mempool's reserve holds no more than its size, and what it holds and what is outstanding together are never less. A
 * resize that grows the pool raises the size before it fills it, and is excused until then.
 *
 * <p>Mutants that it catches: {@code mempool_free = no-recheck}, {@code mempool_free = no-barrier}.
 */
public final class PoolReserveKept extends Invariant {
    private List<Mempool> pools = List.of();

    @Override
    public String name() {
        return "pool-reserve-kept";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "0 <= curr_nr <= min_nr, and curr_nr + outstanding elements >= min_nr unless the pool is growing.";
    }

    @Override
    public String source() {
        return "mm/mempool.c, v4.17, mempool_free: both looks at curr_nr and the barrier before the first";
    }

    @Override
    public String companion() {
        return "an element has left the reserve";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        pools = partsOf(world, Mempool.class);
        return !pools.isEmpty();
    }

    @Override
    public long watches() {
        long watched = 0;
        for (Mempool p : pools) {
            watched |= 1L << p.id();
        }
        return watched;
    }

    @Override
    public void afterStep(World w, Task task) {
        for (Mempool declared : pools) {
            if (w.touched(declared.id())) {
                check(w, task, w.look(declared.id()));
            }
        }
    }

    private void check(World w, Task task, Mempool p) {
        int roomFor = Math.max(1, p.minNr());
        if (p.currNr() < p.minNr()) {
            exercised(w);
        }
        if (p.currNr() > roomFor) {
            broken(
                    w,
                    task,
                    "Pool " + p.name() + " holds " + p.currNr() + " elements, but its array has room for " + roomFor
                            + ".",
                    "curr_nr > min_nr");
        }
        if (p.currNr() + p.outstanding() < p.floor()) {
            broken(
                    w,
                    task,
                    "Pool " + p.name() + " holds " + p.currNr() + " elements and " + p.outstanding()
                            + " are outstanding, together fewer than the " + p.floor()
                            + " that it guarantees: one went back to the page allocator instead.",
                    "curr_nr + outstanding < min_nr");
        }
    }
}
