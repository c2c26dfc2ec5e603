package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;

/**
 * An allocator that gives any answer which the rules of {@code mm/page_alloc.c, v4.17} allow for the mask while
 * {@code pages} are free: it has no watermarks, lists or rival users of its own, the schedule decides. Made for the
 * models above the allocator, whose state space stays small over it.
 *
 * <p>A handle is the number of pages of the block.
 */
public final class OracleAllocator extends PageAllocator {
    private final int pages;
    private final int shrinkerRwsem;
    private Shrinker[] shrinkers = {};
    private int free;

    /** @param pages pages free at the start, 0..64 */
    public OracleAllocator(int pages) {
        this(pages, -1);
    }

    /**
     * @param pages pages free at the start, 0..64
     * @param shrinkerRwsem part id of {@code shrinker_rwsem}, or -1 to leave it out
     */
    public OracleAllocator(int pages, int shrinkerRwsem) {
        this.pages = pages;
        this.shrinkerRwsem = shrinkerRwsem;
        this.free = pages;
    }

    @Override
    public Frame<?> allocPages(int gfp, int order) {
        return new OracleAllocPages(id(), gfp, order);
    }

    @Override
    public void freePages(World w, Task current, long handle) {
        free += (int) handle;
        w.emit(KernelEvent.PAGES_FREED, current, handle);
    }

    @Override
    public long memoryAtBoot(int order) {
        return 1L << order;
    }

    @Override
    public void registerShrinker(Shrinker shrinker) {
        shrinkers = java.util.Arrays.copyOf(shrinkers, shrinkers.length + 1);
        shrinkers[shrinkers.length - 1] = shrinker;
    }

    @Override
    public int shrinkerRwsem() {
        return shrinkerRwsem;
    }

    @Override
    public boolean exhausted() {
        return free == 0;
    }

    /** Pages free now. */
    public int free() {
        return free;
    }

    /** Pages free at the start. More can be free later: {@link #memoryAtBoot}. */
    public int pages() {
        return pages;
    }

    void take(int count) {
        free -= count;
    }

    int shrinkerCount() {
        return shrinkers.length;
    }

    int shrinkerId(int index) {
        return shrinkers[index].id();
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.NONE;
    }

    @Override
    protected void fields(Fields f) {
        free = f.of(free);
    }
}
