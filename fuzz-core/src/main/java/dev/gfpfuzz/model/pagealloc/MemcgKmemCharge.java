package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/memcontrol.c, v4.17, memcg_kmem_charge} with {@code try_charge}: one limit for all. Above it a request that can
 * sleep looks five times whether others have uncharged, {@code __GFP_NORETRY} once; {@code __GFP_NOFAIL} is charged over
 * the limit. Returns 1 if charged. Left out: the charge's own reclaim; the memcg OOM killer never runs here in v4.17.
 */
final class MemcgKmemCharge extends ZoneFrame<MemcgKmemCharge.At> {
    enum At {
        TRY
    }

    private static final int MEM_CGROUP_RECLAIM_RETRIES = 5;

    private int gfp;
    private int order;
    private int nrRetries = MEM_CGROUP_RECLAIM_RETRIES;

    MemcgKmemCharge(int zone, int gfp, int order) {
        super(At.TRY, zone);
        this.gfp = gfp;
        this.order = order;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        boolean fits = z.charged() + (1 << order) <= z.config().memcgLimit();
        if (fits || (gfp & Gfp.NOFAIL) != 0) {
            z.charge(1 << order);
            return ret(current, 1);
        }
        if (!Gfp.allowsBlocking(gfp) || (gfp & Gfp.NORETRY) != 0 || nrRetries-- == 0) {
            return ret(current, 0);
        }
        return pauseAt(At.TRY);
    }

    @Override
    public String function() {
        return "memcg_kmem_charge";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        nrRetries = f.of(nrRetries);
    }
}
