package dev.gfpfuzz.model.blkcg;

import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.kernel.SpinLock;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/** {@code include/linux/blkdev.h, v4.17, struct request_queue}: its lock, and how many groups it has for each cgroup. */
public final class RequestQueue extends Part {
    /** Cgroups are numbered from 0 to one less. */
    public static final int CGROUPS_MAX = 4;

    public static final Slot<BlkgConfPrep.Shape> BLKG_CONF_PREP = new Slot<BlkgConfPrep.Shape>(
                    "blkg_conf_prep", "block/blk-cgroup.c")
            .variant(
                    "drops-lock",
                    "7fc6b87a9ff5, v4.12: allocates with the lock dropped and looks up again",
                    BlkgConfPrep.Shape.DROPS_LOCK)
            .variant("nowait-under-lock", "until v4.11: GFP_NOWAIT with the lock held", BlkgConfPrep.Shape.NOWAIT)
            .variant(
                    "no-second-look",
                    "mutant: trusts the look-up that was made before the lock was dropped",
                    BlkgConfPrep.Shape.NO_SECOND_LOOK);

    /** Every slot of block cgroups. */
    public static final List<Slot<?>> SLOTS = List.of(BLKG_CONF_PREP);

    private final int queueLock;
    private final int allocator;
    private final BlkgConfPrep.Shape shape;
    private int[] groups = new int[CGROUPS_MAX];

    private RequestQueue(int queueLock, int allocator, BlkgConfPrep.Shape shape) {
        this.queueLock = queueLock;
        this.allocator = allocator;
        this.shape = shape;
    }

    /** Places a queue and its lock. */
    public static RequestQueue place(
            WorldBuilder world, String name, PageAllocator allocator, BlkgConfPrep.Shape shape) {
        SpinLock lock = world.place(name + "->queue_lock", new SpinLock());
        return world.place(name, new RequestQueue(lock.id(), allocator.id(), shape));
    }

    int queueLock() {
        return queueLock;
    }

    SpinLock lock(World w) {
        return w.part(queueLock);
    }

    PageAllocator memory(World w) {
        return w.part(allocator);
    }

    BlkgConfPrep.Shape shape() {
        return shape;
    }

    /** Groups of a cgroup; more than one is a bug. */
    public int groups(int cgroup) {
        return groups[cgroup];
    }

    void insert(int cgroup) {
        groups[cgroup]++;
    }

    @Override
    protected RequestQueue copy() {
        RequestQueue q = (RequestQueue) super.copy();
        q.groups = groups.clone();
        return q;
    }

    @Override
    protected void fields(Fields f) {
        f.of(groups);
    }
}
