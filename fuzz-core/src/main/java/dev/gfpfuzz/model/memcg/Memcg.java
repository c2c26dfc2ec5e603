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
 * pages: a limit, what is charged, a file's pages on its lists, each dirty, under writeback or clean, and which blocks of
 * the page allocator are charged to it. A page under writeback is in a bio; the bio may not have been submitted yet. The
 * file's pages are in memory outside the modelled zone: to reclaim one makes room under the limit only.
 */
public final class Memcg extends Part implements RequestSource {
    /** What a mask needs for reclaim on the limit's behalf to wait for a page under writeback. */
    public enum WaitsFor {
        FS,
        IO
    }

    public static final Slot<WaitsFor> SHRINK_PAGE_LIST = new Slot<WaitsFor>("shrink_page_list", "mm/vmscan.c")
            .variant("waits-with-fs", "ecf5fc6e9654, v4.2: only a request with FS waits for writeback", WaitsFor.FS)
            .variant("waits-with-io", "before ecf5fc6e9654: a request with IO does", WaitsFor.IO);

    public static final Slot<ChargeRules> TRY_CHARGE = new Slot<ChargeRules>("try_charge", "mm/memcontrol.c")
            .variant("v4.17", "five rounds without progress; NOFAIL and dying tasks over the limit", ChargeRules.V4_17)
            .variant("v6.1", "sixteen; NOFAIL and HIGH over the limit, a dying task is not exempt", ChargeRules.V6_1);

    /** Every slot of memory cgroups. */
    public static final List<Slot<?>> SLOTS = List.of(SHRINK_PAGE_LIST, TRY_CHARGE);

    private final int limit;
    private final WaitsFor waitsFor;
    private final ChargeRules rules;
    private int usage;
    private long dirty;
    private long writeback;
    private long reclaim;
    private long clean;
    private long submitted;
    private long[] kmem;

    private Memcg(MemcgConfig config, int pages, Slot.Row row) {
        this.kmem = new long[(pages + Long.SIZE - 1) / Long.SIZE];
        this.limit = config.limit();
        this.waitsFor = row.of(SHRINK_PAGE_LIST);
        this.rules = row.of(TRY_CHARGE);
        this.usage = config.charged();
        this.dirty = pages(0, config.dirty());
        this.clean = pages(config.dirty(), config.clean());
        this.writeback = pages(config.dirty() + config.clean(), config.writeback());
        this.submitted = writeback;
    }

    private static long pages(int first, int count) {
        return (1L << count) - 1 << first;
    }

    /**
     * Places the cgroup and the disk that its file is on.
     *
     * @param pages pages of the zone whose blocks may be charged to it; 0 if there is none
     */
    public static Memcg place(WorldBuilder world, String name, MemcgConfig config, int pages, Slot.Row row) {
        Memcg g = world.place(name, new Memcg(config, pages, row));
        world.daemon(name + "-io", new DiskInterrupt(g.id()));
        return g;
    }

    WaitsFor waitsFor() {
        return waitsFor;
    }

    ChargeRules rules() {
        return rules;
    }

    // ---- the counter: mm/page_counter.c, v4.17 ----

    /** {@code page_counter_try_charge}. */
    boolean tryCharge(int pages) {
        if (pages > margin()) {
            return false;
        }
        usage += pages;
        return true;
    }

    /** {@code page_counter_charge}: over the limit if need be. */
    void forceCharge(int pages) {
        usage += pages;
    }

    /** {@code mem_cgroup_margin}: pages that can still be charged. */
    int margin() {
        return Math.max(0, limit - usage);
    }

    /** {@code page_counter_uncharge}. */
    void uncharge(int pages) {
        usage -= pages;
    }

    /** {@code cancel_charge}: what was charged in advance is not needed. */
    public void cancelCharge(int pages) {
        uncharge(pages);
    }

    // ---- blocks of the page allocator ----

    /** {@code __SetPageKmemcg}: the block that starts at this page is charged. */
    public void setPageKmemcg(int pfn) {
        kmem[pfn >> 6] |= 1L << pfn;
    }

    /** {@code memcg_kmem_uncharge}, if the block that starts at this page is charged. */
    public void kmemUncharge(int pfn, int order) {
        if ((kmem[pfn >> 6] >>> pfn & 1) != 0) {
            kmem[pfn >> 6] &= ~(1L << pfn);
            uncharge(1 << order);
        }
    }

    // ---- the file's pages ----

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
        uncharge(1);
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
    protected Memcg copy() {
        Memcg g = (Memcg) super.copy();
        g.kmem = kmem.clone();
        return g;
    }

    @Override
    protected void fields(Fields f) {
        usage = f.of(usage);
        dirty = f.of(dirty);
        writeback = f.of(writeback);
        reclaim = f.of(reclaim);
        clean = f.of(clean);
        submitted = f.of(submitted);
        f.of(kmem);
    }
}
