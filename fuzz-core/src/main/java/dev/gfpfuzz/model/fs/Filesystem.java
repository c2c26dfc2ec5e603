package dev.gfpfuzz.model.fs;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A filesystem with one file: {@code include/linux/fs.h, v4.17, struct inode}. One lock stands for all that its functions
 * hold while they work (inode, transaction, allocation group): who holds it allocates without {@code __GFP_FS}.
 */
public final class Filesystem extends Part {
    /** Most dirty pages. */
    public static final int DIRTY_MAX = 8;

    public static final Slot<DoWritepages.Shape> DO_WRITEPAGES = new Slot<DoWritepages.Shape>(
                    "do_writepages", "mm/page-writeback.c")
            .variant(
                    "retries",
                    "80a2ea9f8585, v4.12: asks again after a while when memory was short and data must be written",
                    DoWritepages.Shape.RETRIES)
            .variant("once", "before 80a2ea9f8585: asks once", DoWritepages.Shape.ONCE);

    public static final Slot<Writepages.Shape> WRITEPAGES = new Slot<Writepages.Shape>("writepages", "fs/")
            .variant("fails", "drops its lock and returns ENOMEM when there is no memory", Writepages.Shape.FAILS)
            .variant("loops", "tries until there is, with its lock held", Writepages.Shape.LOOPS);

    /** Every slot of filesystems. */
    public static final List<Slot<?>> SLOTS = List.of(DO_WRITEPAGES, WRITEPAGES);

    private final int lock;
    private final int allocator;
    private final DoWritepages.Shape doWritepages;
    private final Writepages.Shape writepages;
    private int dirty;

    private Filesystem(int lock, int allocator, int dirty, Slot.Row row) {
        this.lock = lock;
        this.allocator = allocator;
        this.dirty = dirty;
        this.doWritepages = row.of(DO_WRITEPAGES);
        this.writepages = row.of(WRITEPAGES);
    }

    /**
     * Places the filesystem and its lock.
     *
     * @param dirty dirty pages at the start
     * @param releases whether the memory's page cache carries its private data, which it releases under its lock
     * @param row the profile
     */
    public static Filesystem place(
            WorldBuilder world, String name, PageAllocator allocator, int dirty, boolean releases, Slot.Row row) {
        Mutex lock = world.place(name + "->i_rwsem", new Mutex());
        if (releases) {
            allocator.registerReleasepage(lock.id());
        }
        return world.place(name, new Filesystem(lock.id(), allocator.id(), dirty, row));
    }

    /** Part id of the lock. */
    public int lock() {
        return lock;
    }

    int allocator() {
        return allocator;
    }

    DoWritepages.Shape doWritepages() {
        return doWritepages;
    }

    Writepages.Shape writepages() {
        return writepages;
    }

    /** Dirty pages. */
    public int dirty() {
        return dirty;
    }

    /** A page is written. */
    void written() {
        dirty--;
    }

    /** The pages go without having been written. */
    void drop() {
        dirty = 0;
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.NONE;
    }

    @Override
    protected void fields(Fields f) {
        dirty = f.of(dirty);
    }
}
