package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.memcg.Memcg;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.Arrays;

/**
 * The full page allocator: one zone, {@code include/linux/mmzone.h, v4.17, struct zone}. Where each page is (a free list,
 * the LRU lists, a per-CPU list, or allocated), and the counters that the watermarks read. What a node has besides
 * (kswapd, its flags, the OOM killer) is in {@link Pgdat}.
 *
 * <p>A handle is the block's order and first page.
 */
public final class Zone extends PageAllocator {
    /** Number of migrate types that free lists are kept for. */
    public static final int TYPES = FreeLists.TYPES;

    /** No cgroup limits what is charged. */
    static final int NO_MEMCG = -1;

    private static final int UNKNOWN = -1;
    private static final int TYPE_BITS = 15;

    private final ZoneConfig config;
    private final ZoneVariants variants;
    private final FreeLists lists;
    private final PageSets sets;
    private final int node;
    private final int memcg;
    private Shrinker[] shrinkers = {};

    private long[] bits;
    private int[] nrFree;
    private int[] lru;
    private int[] isolated;
    /** No state: kept until one of the two changes. */
    private int fileOnList = UNKNOWN;

    private int fileIsolated;
    /** No state: orders of which there are free blocks, a bit each; those of HIGHATOMIC from {@link #TYPE_BITS} on. */
    private int freeOrders = UNKNOWN;

    private int nrFreePages;
    private int nrPcpPages;
    private int allocated;
    private int nrReservedHighatomic;
    private int swapFree;
    private int compactConsidered;
    private int compactDeferShift;
    private int compactOrderFailed;

    Zone(ZoneConfig config, ZoneVariants variants, int node, int memcg) {
        this.config = config;
        this.variants = variants;
        this.node = node;
        this.memcg = memcg;
        lists = new FreeLists(config.pages(), config.maxOrder(), 0);
        int kinds = PageKind.count(config.swap());
        sets = new PageSets(config.pages(), kinds, lists.words());
        bits = new long[lists.words() + sets.words()];
        nrFree = new int[FreeLists.TYPES * (config.maxOrder() + 1)];
        lru = new int[kinds];
        isolated = new int[kinds];
        swapFree = config.swap();
        allocated = config.used();
        new ZoneLayout(config).fill(this);
    }

    // ---- handles ----

    static long handle(int pfn, int order) {
        return (long) order << 32 | pfn + 1;
    }

    /** First page of a block. */
    public static int pfn(long handle) {
        return (int) handle - 1;
    }

    /** Order of a block. */
    public static int order(long handle) {
        return (int) (handle >>> 32);
    }

    // ---- what users see ----

    @Override
    public Frame<?> allocPages(int gfp, int order) {
        return variants.allocPagesNodemask().enter(id(), gfp, order);
    }

    @Override
    public void freePages(World w, Task current, long handle) {
        w.emit(PageEvent.BLOCK_FREED, current, handle, id());
        if (memcg != NO_MEMCG) {
            w.<Memcg>part(memcg).kmemUncharge(pfn(handle), order(handle));
        }
        giveBack(handle);
        w.emit(KernelEvent.PAGES_FREED, current, 1L << order(handle));
    }

    /** {@code free_the_page}: to the per-CPU list or the buddy lists. */
    void giveBack(long handle) {
        changed();
        int order = order(handle);
        allocated -= 1 << order;
        release(pfn(handle), order);
    }

    private void release(int pfn, int order) {
        if (order == 0 && config.pcpBatch() > 0) {
            sets.pcp().add(bits, pfn);
            nrPcpPages++;
            if (nrPcpPages >= 6 * config.pcpBatch()) {
                drainPcp(config.pcpBatch());
            }
            return;
        }
        variants.freeOnePage().free(this, pfn, order);
    }

    @Override
    public void registerShrinker(Shrinker shrinker) {
        shrinkers = Arrays.copyOf(shrinkers, shrinkers.length + 1);
        shrinkers[shrinkers.length - 1] = shrinker;
    }

    int shrinkerCount() {
        return shrinkers.length;
    }

    int shrinkerId(int index) {
        return shrinkers[index].id();
    }

    // ---- configuration ----

    public ZoneConfig config() {
        return config;
    }

    /** Pages that reclaim could free: {@code zone_reclaimable_pages}. */
    public int reclaimable() {
        return variants().reclaimable().pages(this);
    }

    /** The estimate of {@code should_reclaim_retry}: with all of {@link #reclaimable} free, would the min mark be passed? */
    public boolean anotherRoundCouldDo(int order) {
        int flags = AllocFlags.WMARK_MIN | AllocFlags.CPUSET;
        return variants().watermark().ok(this, order, config.min(), flags, reclaimable() + nrFreePages);
    }

    ZoneVariants variants() {
        return variants;
    }

    /** Whether reclaimers are slowed down by {@code wait_iff_congested}, as up to v5.15. */
    public boolean waitsIffCongested() {
        return variants.throttle().waitsIffCongested();
    }

    /** Part id of the {@link Pgdat}. */
    public int node() {
        return node;
    }

    /** Part id of the cgroup that {@code __GFP_ACCOUNT} charges, or {@link #NO_MEMCG}. */
    int memcg() {
        return memcg;
    }

    /** Where pages of each kind are, and other sets of pages. */
    PageSets sets() {
        return sets;
    }

    /** The bits that {@link FreeLists} and {@link PageSets} describe. */
    long[] bits() {
        return bits;
    }

    // ---- free lists ----

    /** {@code NR_FREE_PAGES}: pages on the free lists, high-atomic ones too, per-CPU ones not. */
    public int nrFreePages() {
        return nrFreePages;
    }

    /** Number of free blocks of a type and order: {@code free_area.nr_free} of one type. */
    public int nrFree(int type, int order) {
        return nrFree[lists.index(type, order)];
    }

    /**
     * Whether there is a free block of at least this order.
     *
     * @param highatomic whether those of type HIGHATOMIC count
     */
    boolean hasFree(int order, boolean highatomic) {
        if (freeOrders == UNKNOWN) {
            freeOrders = freeOrders(FreeLists.ORDINARY) | freeOrders(FreeLists.HIGHATOMIC) << TYPE_BITS;
        }
        int orders = highatomic ? freeOrders | freeOrders >>> TYPE_BITS : freeOrders & (1 << TYPE_BITS) - 1;
        return orders >>> order != 0;
    }

    private int freeOrders(int type) {
        int orders = 0;
        for (int order = 0; order <= config.maxOrder(); order++) {
            orders |= nrFree(type, order) > 0 ? 1 << order : 0;
        }
        return orders;
    }

    /** Whether a free block of exactly this order starts at the page. */
    public boolean isFree(int type, int order, int pfn) {
        return lists.contains(bits, type, order, pfn);
    }

    /** Whether there are as many free blocks on all lists together as {@code nr_free} says. */
    public boolean sumsOfFreeAgree() {
        int sum = 0;
        for (int blocks : nrFree) {
            sum += blocks;
        }
        return sum == lists.count(bits);
    }

    /**
     * The free blocks of exactly this order that begin among the 64 pages from page {@code 64 * word} on: a bit for the first
     * page of each.
     */
    public long freeHeads(int type, int order, int word) {
        return lists.heads(bits, type, order, word);
    }

    /** Of the 64 pages from page {@code 64 * word} on, those in free blocks of exactly this order, a bit each. */
    public long freePages(int type, int order, int word) {
        return lists.pages(bits, type, order, word);
    }

    /** First page of a free block whose buddy is free, of the same type and order too, or -1. */
    public int unmergedBuddies(int type, int order) {
        return lists.buddies(bits, type, order);
    }

    /** First page of the lowest free block, or {@link FreeLists#NONE}. */
    public int firstFree(int type, int order) {
        return nrFree(type, order) == 0 ? FreeLists.NONE : lists.first(bits, type, order);
    }

    void addFree(int type, int order, int pfn) {
        changed();
        lists.add(bits, type, order, pfn);
        nrFree[lists.index(type, order)]++;
        freeOrders = UNKNOWN;
        nrFreePages += 1 << order;
    }

    void delFree(int type, int order, int pfn) {
        changed();
        lists.remove(bits, type, order, pfn);
        nrFree[lists.index(type, order)]--;
        freeOrders = UNKNOWN;
        nrFreePages -= 1 << order;
    }

    /** Migrate type of the page block that the page is in. */
    int pageblockType(int pfn) {
        return sets.highatomicBlocks().contains(bits, pfn >> config.pageblockOrder())
                ? FreeLists.HIGHATOMIC
                : FreeLists.ORDINARY;
    }

    public int nrReservedHighatomic() {
        return nrReservedHighatomic;
    }

    void addReservedHighatomic(int pages) {
        nrReservedHighatomic += pages;
    }

    // ---- allocated pages ----

    /** A block leaves the zone's own lists for a user. */
    void nowAllocated(int order) {
        changed();
        allocated += 1 << order;
    }

    /** Pages that users and the kernel hold, not counting the LRU lists. */
    public int allocated() {
        return allocated;
    }

    // ---- per-CPU list ----

    /** Pages on the per-CPU list: neither free for the watermark nor allocated. */
    public int nrPcpPages() {
        return nrPcpPages;
    }

    int takePcp() {
        int pfn = sets.pcp().first(bits);
        sets.pcp().remove(bits, pfn);
        nrPcpPages--;
        return pfn;
    }

    void addPcp(int pfn) {
        sets.pcp().add(bits, pfn);
        nrPcpPages++;
    }

    /** {@code free_pcppages_bulk}: hands pages of the per-CPU list to the buddy lists. */
    void drainPcp(int count) {
        for (int i = 0; i < count && nrPcpPages > 0; i++) {
            variants.freeOnePage().free(this, takePcp(), 0);
        }
    }

    // ---- LRU ----

    /** How many kinds of pages there are in this zone, the first ones. */
    int kinds() {
        return lru.length;
    }

    /** Pages of a kind that this zone has, isolated ones included. */
    public int lru(PageKind kind) {
        return lru[kind.ordinal()];
    }

    /** Pages under writeback: to files and to swap space. */
    int writeback() {
        return lru(PageKind.WRITEBACK) + lru(PageKind.WRITEBACK_RECLAIM) + swapWriteback();
    }

    /** Pages on their way to swap space. */
    int swapWriteback() {
        int k = PageKind.SWAP_WRITEBACK.ordinal();
        return k < lru.length ? lru[k] : 0;
    }

    /** Pages in the swap cache that can be isolated. */
    int swapCacheOnList() {
        int k = PageKind.SWAP_CACHE.ordinal();
        return k < lru.length ? Math.max(0, lru[k] - isolated[k]) : 0;
    }

    /** Whether anybody has pages isolated. */
    public boolean anyIsolated() {
        for (int pages : isolated) {
            if (pages != 0) {
                return true;
            }
        }
        return false;
    }

    /** Pages of a kind that can be isolated. */
    int onList(PageKind kind) {
        return lru[kind.ordinal()] - isolated[kind.ordinal()];
    }

    /** File pages that can be isolated. */
    int fileOnList() {
        countFile();
        return fileOnList;
    }

    /** File pages that some reclaimer has taken off the lists for a moment. */
    int fileIsolated() {
        countFile();
        return fileIsolated;
    }

    private void countFile() {
        if (fileOnList != UNKNOWN) {
            return;
        }
        fileOnList = 0;
        fileIsolated = 0;
        for (int k = 0; k < PageKind.ANON.ordinal(); k++) {
            fileOnList += Math.max(0, lru[k] - isolated[k]);
            fileIsolated += isolated[k];
        }
    }

    /** Anonymous pages that can be isolated, in the swap cache or not. */
    int anonOnList() {
        int n = 0;
        for (int k = PageKind.ANON.ordinal(); k < lru.length; k++) {
            n += Math.max(0, lru[k] - isolated[k]);
        }
        return n;
    }

    /** Anonymous pages that some reclaimer has taken off the lists for a moment. */
    int anonIsolated() {
        int n = 0;
        for (int k = PageKind.ANON.ordinal(); k < lru.length; k++) {
            n += isolated[k];
        }
        return n;
    }

    /** All pages on the LRU lists and isolated from them. */
    public int lruPages() {
        int n = 0;
        for (int pages : lru) {
            n += pages;
        }
        return n;
    }

    void isolate(PageKind kind, int count) {
        isolated[kind.ordinal()] += count;
        fileOnList = UNKNOWN;
    }

    void putback(PageKind kind, int count) {
        isolated[kind.ordinal()] -= count;
        fileOnList = UNKNOWN;
    }

    /** A page joins the LRU lists. */
    void addLru(PageKind kind, int pfn) {
        sets.kind(kind).add(bits, pfn);
        lru[kind.ordinal()]++;
        fileOnList = UNKNOWN;
    }

    /** Some page of a kind becomes another kind. */
    void turn(PageKind from, PageKind to) {
        if (from != to) {
            addLru(to, removeLru(from));
        }
    }

    /** Some page of a kind leaves the LRU lists; returns it. */
    int removeLru(PageKind kind) {
        int pfn = sets.kind(kind).first(bits);
        sets.kind(kind).remove(bits, pfn);
        lru[kind.ordinal()]--;
        fileOnList = UNKNOWN;
        return pfn;
    }

    /** Some page of a kind is reclaimed. */
    void reclaim(PageKind kind) {
        release(removeLru(kind), 0);
    }

    public int swapFree() {
        return swapFree;
    }

    void takeSwap() {
        swapFree--;
    }

    void giveSwapBack() {
        swapFree++;
    }

    /** The device is congested: so many pages are under writeback. */
    public boolean bdiCongested() {
        return config.congestedAt() > 0 && writeback() >= config.congestedAt();
    }

    // ---- compaction's deferral: mm/compaction.c, v4.17 ----

    private static final int COMPACT_MAX_DEFER_SHIFT = 6;

    /** {@code compaction_deferred}. */
    boolean compactionDeferred(int order) {
        if (order < compactOrderFailed) {
            return false;
        }
        int limit = 1 << compactDeferShift;
        compactConsidered = Math.min(compactConsidered + 1, limit);
        return compactConsidered < limit;
    }

    /** {@code defer_compaction}. */
    void deferCompaction(int order) {
        compactConsidered = 0;
        compactDeferShift = Math.min(compactDeferShift + 1, COMPACT_MAX_DEFER_SHIFT);
        compactOrderFailed = Math.min(compactOrderFailed, order);
    }

    /** {@code compaction_defer_reset}. */
    void compactionDeferReset(int order, boolean allocSuccess) {
        if (allocSuccess) {
            compactConsidered = 0;
            compactDeferShift = 0;
        }
        compactOrderFailed = Math.max(compactOrderFailed, order + 1);
    }

    // ---- state ----

    @Override
    protected Zone copy() {
        Zone z = (Zone) super.copy();
        z.bits = bits.clone();
        z.nrFree = nrFree.clone();
        z.lru = lru.clone();
        z.isolated = isolated.clone();
        return z;
    }

    @Override
    protected void fields(Fields f) {
        f.of(bits);
        f.of(nrFree);
        f.of(lru);
        f.of(isolated);
        fileOnList = UNKNOWN;
        freeOrders = UNKNOWN;
        nrFreePages = f.of(nrFreePages);
        nrPcpPages = f.of(nrPcpPages);
        allocated = f.of(allocated);
        nrReservedHighatomic = f.of(nrReservedHighatomic);
        swapFree = f.of(swapFree);
        compactConsidered = f.of(compactConsidered);
        compactDeferShift = f.of(compactDeferShift);
        compactOrderFailed = f.of(compactOrderFailed);
    }
}
