package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.memcg.Memcg;
import dev.gfpfuzz.model.memcg.TryCharge;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/memcontrol.c, v4.17, memcg_kmem_charge}: charges the block that the request has got to the zone's cgroup, unless
 * the task is a kernel thread. Returns 1 if the request may keep the block. Left out: the root cgroup, the separate limit
 * for kernel memory.
 */
final class MemcgKmemCharge extends ZoneFrame<MemcgKmemCharge.At> {
    enum At {
        ENTRY,
        CHARGED
    }

    private int gfp;
    private int order;
    private long page;

    MemcgKmemCharge(int zone, int gfp, int order, long page) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.order = order;
        this.page = page;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        switch (at) {
            case ENTRY:
                if ((current.flags() & TaskFlags.PF_KTHREAD) != 0) {
                    return ret(current, 1);
                }
                return call(current, new TryCharge(z.memcg(), gfp, 1 << order), At.CHARGED);
            case CHARGED:
                boolean charged = current.retTrue();
                if (charged) {
                    w.<Memcg>part(z.memcg()).setPageKmemcg(Zone.pfn(page));
                }
                return ret(current, charged ? 1 : 0);
            default:
                throw new AssertionError(at);
        }
    }

    @Override
    public String function() {
        return "memcg_kmem_charge";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        page = f.of(page);
    }
}
