package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/memcontrol.c, v4.17, try_charge} of one page: charges it or reclaims from the cgroup, five times at most.
 * Returns 1 if it is charged. Left out: the hierarchy, the cgroup's OOM killer, NOFAIL.
 */
public final class TryCharge extends MemcgFrame<TryCharge.At> {
    enum At {
        ENTRY,
        RECLAIMED
    }

    /** {@code MEM_CGROUP_RECLAIM_RETRIES}. */
    private static final int RETRIES = 5;

    private int gfp;
    private int nrRetries = RETRIES;

    public TryCharge(int memcg, int gfp) {
        super(At.ENTRY, memcg);
        this.gfp = gfp;
    }

    @Override
    Next step(World w, Task current, Memcg g) {
        return switch (at) {
            case ENTRY -> {
                if (g.charge()) {
                    w.emit(MemcgEvent.CHARGED, current, g.id());
                    yield ret(current, 1);
                }
                if (nrRetries == 0 || !Gfp.allowsBlocking(gfp)) {
                    w.emit(MemcgEvent.CHARGE_FAILED, current, g.id());
                    yield ret(current, 0);
                }
                nrRetries--;
                w.emit(MemcgEvent.LIMIT_REACHED, current, g.id(), gfp);
                yield call(current, new MemcgShrinkPageList(g.id(), gfp), At.RECLAIMED);
            }
            case RECLAIMED -> goTo(At.ENTRY);
        };
    }

    @Override
    public String function() {
        return "try_charge";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        nrRetries = f.of(nrRetries);
    }
}
