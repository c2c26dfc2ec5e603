package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.model.block.DiskInterrupt;
import dev.gfpfuzz.model.block.RequestSource;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * {@code include/linux/memcontrol.h, v4.17, struct mem_cgroup} of the first hierarchy, which does not throttle who dirties
 * pages: a limit, what is charged, and a file's pages on its lists, each dirty, under writeback or clean. A page under
 * writeback is in a bio; the bio may not have been submitted yet.
 */
public final class Memcg extends Part implements RequestSource {
    /** Most pages of the file. */
    public static final int PAGES_MAX = 8;

    /** What a mask needs for reclaim on the limit's behalf to wait for a page under writeback. */
    public enum WaitsFor {
        FS,
        IO
    }

    public static final Slot<WaitsFor> SHRINK_PAGE_LIST = new Slot<WaitsFor>("shrink_page_list", "mm/vmscan.c")
            .variant("waits-with-fs", "ecf5fc6e9654, v4.2: only a request with FS waits for writeback", WaitsFor.FS)
            .variant("waits-with-io", "before ecf5fc6e9654: a request with IO does", WaitsFor.IO);

    /** Every slot of memory cgroups. */
    public static final List<Slot<?>> SLOTS = List.of(SHRINK_PAGE_LIST);

    private final int limit;
    private final WaitsFor waitsFor;
    private int usage;
    private long dirty;
    private long writeback;
    private long reclaim;
    private long clean;
    private long submitted;

    private Memcg(int limit, int dirty, WaitsFor waitsFor) {
        this.limit = limit;
        this.waitsFor = waitsFor;
        this.usage = dirty;
        this.dirty = (1L << dirty) - 1;
    }

    /**
     * Places the cgroup and the disk that its file is on.
     *
     * @param limit pages that may be charged
     * @param dirty dirty pages of the file, charged; at most the limit
     */
    public static Memcg place(WorldBuilder world, String name, int limit, int dirty, WaitsFor waitsFor) {
        Memcg g = world.place(name, new Memcg(limit, dirty, waitsFor));
        world.daemon(name + "-io", new DiskInterrupt(g.id()));
        return g;
    }

    WaitsFor waitsFor() {
        return waitsFor;
    }

    /** {@code page_counter_try_charge}. */
    boolean charge() {
        if (usage == limit) {
            return false;
        }
        usage++;
        return true;
    }

    void uncharge() {
        usage--;
    }

    /** Pages on the lists, a bit each. */
    long onLists() {
        return dirty | writeback | clean;
    }

    boolean clean(int page) {
        return (clean >>> page & 1) != 0;
    }

    /** {@code PageWriteback}. */
    boolean writeback(int page) {
        return (writeback >>> page & 1) != 0;
    }

    /** {@code PageReclaim}: reclaim has met the page under writeback before. */
    boolean reclaim(int page) {
        return (reclaim >>> page & 1) != 0;
    }

    void setReclaim(int page) {
        reclaim |= 1L << page;
    }

    boolean isSubmitted(int page) {
        return (submitted >>> page & 1) != 0;
    }

    /** A clean page is reclaimed. */
    void free(int page) {
        clean &= ~(1L << page);
        reclaim &= ~(1L << page);
        usage--;
    }

    /** {@code set_page_writeback} on all dirty pages, which go into one bio; returns it, a bit per page. */
    long setWriteback() {
        long bio = dirty;
        writeback |= bio;
        dirty = 0;
        return bio;
    }

    /** {@code submit_bio}. */
    void submit(long bio) {
        submitted |= bio;
    }

    @Override
    public long inFlight() {
        return submitted & writeback;
    }

    @Override
    public boolean mayFail() {
        return false;
    }

    /** {@code end_page_writeback}. */
    @Override
    public void endio(World w, Task completer, int page, boolean error) {
        writeback &= ~(1L << page);
        submitted &= ~(1L << page);
        clean |= 1L << page;
        w.emit(MemcgEvent.WRITEBACK_ENDED, completer, id(), page);
    }

    @Override
    protected TaskNames taskNames() {
        return TaskNames.NONE;
    }

    @Override
    protected void fields(Fields f) {
        usage = f.of(usage);
        dirty = f.of(dirty);
        writeback = f.of(writeback);
        reclaim = f.of(reclaim);
        clean = f.of(clean);
        submitted = f.of(submitted);
    }
}
