package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, try_to_free_mem_cgroup_pages}: reclaims on the limit's behalf, with PF_MEMALLOC, until 32 pages
 * are free, which is more than a cgroup here has. Returns the pages reclaimed. Two scans stand for the kernel's thirteen at
 * falling priority: the first marks the pages under writeback, the second waits for those it may wait for, and more of them
 * find nothing that the next call would not. Left out: shrinkers, none of the modelled ones knows cgroups.
 */
final class TryToFreeMemCgroupPages extends MemcgFrame<TryToFreeMemCgroupPages.At> {
    enum At {
        ENTRY,
        SHRUNK
    }

    private static final int SCANS = 2;

    private int gfp;
    private int scans;
    private int nrReclaimed;
    private boolean noreclaimFlag;

    TryToFreeMemCgroupPages(int memcg, int gfp) {
        super(At.ENTRY, memcg);
        this.gfp = gfp;
    }

    @Override
    Next step(World w, Task current, Memcg g) {
        switch (at) {
            case ENTRY:
                noreclaimFlag = (current.flags() & TaskFlags.PF_MEMALLOC) != 0;
                current.setFlags(current.flags() | TaskFlags.PF_MEMALLOC);
                return scan(current, g);
            case SHRUNK:
                nrReclaimed += (int) current.ret();
                if (scans < SCANS) {
                    return scan(current, g);
                }
                if (!noreclaimFlag) {
                    current.setFlags(current.flags() & ~TaskFlags.PF_MEMALLOC);
                }
                return ret(current, nrReclaimed);
            default:
                throw new AssertionError(at);
        }
    }

    private Next scan(Task current, Memcg g) {
        scans++;
        return call(current, new MemcgShrinkPageList(g.id(), gfp), At.SHRUNK);
    }

    @Override
    public String function() {
        return "try_to_free_mem_cgroup_pages";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        scans = f.of(scans);
        nrReclaimed = f.of(nrReclaimed);
        noreclaimFlag = f.of(noreclaimFlag);
    }
}
