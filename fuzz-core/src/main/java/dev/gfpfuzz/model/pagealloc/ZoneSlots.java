package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.kernel.TaskFlags;
import java.util.List;

/** The functions of the page allocator that have variants; the first of each is v4.17's. */
public final class ZoneSlots {
    private static final String PAGE_ALLOC = "mm/page_alloc.c";
    private static final String VMSCAN = "mm/vmscan.c";

    private ZoneSlots() {}

    static final Slot<ZoneVariants.AllocPages> ALLOC_PAGES_NODEMASK = new Slot<ZoneVariants.AllocPages>(
                    "__alloc_pages_nodemask", PAGE_ALLOC)
            .variant(
                    "scoped",
                    "v4.17: the task's scope is applied before the slow path",
                    (z, gfp, order) -> new AllocPagesNodemask(z, gfp, order, true, true))
            .variant(
                    "unscoped",
                    "mutant: the task's scope is forgotten",
                    (z, gfp, order) -> new AllocPagesNodemask(z, gfp, order, false, true))
            .variant(
                    "frees-twice",
                    "mutant: a page whose charge failed is freed twice",
                    (z, gfp, order) -> new AllocPagesNodemask(z, gfp, order, true, false));

    static final Slot<SlowpathRules> SLOWPATH = new Slot<SlowpathRules>("__alloc_pages_slowpath", PAGE_ALLOC)
            .variant("v4.17", "v4.17", SlowpathRules.V4_17)
            .variant(
                    "v4.11",
                    "v4.11: compacts first only above the costly order; a victim that failed gives up in any case",
                    SlowpathRules.V4_11)
            .variant("v6.1", "v6.1: nothing is retried for compaction without IO", SlowpathRules.V6_1)
            .variant(
                    "noretry-never-sleeps",
                    "in no kernel: NORETRY returns NULL instead of sleeping (e-mail of 18 June 2018)",
                    SlowpathRules.NORETRY_NEVER_SLEEPS)
            .variant("mayfail-wins", "in no kernel: RETRY_MAYFAIL wins over NORETRY", SlowpathRules.MAYFAIL_WINS)
            .variant("sleeps-first", "mutant: tests after reclaim whether it may sleep", SlowpathRules.SLEEPS_FIRST)
            .variant("recurses", "mutant: reclaims inside reclaim", SlowpathRules.RECURSES)
            .variant("noretry-late", "mutant: NORETRY after should_reclaim_retry", SlowpathRules.NORETRY_LATE)
            .variant("leaves-with-progress", "mutant: no retry after a kill", SlowpathRules.LEAVES_WITH_PROGRESS)
            .variant("noretry-beats-nofail", "mutant: NORETRY wins over NOFAIL", SlowpathRules.NORETRY_BEATS_NOFAIL)
            .variant("nofail-spins", "mutant: NOFAIL loops without direct reclaim", SlowpathRules.NOFAIL_SPINS)
            .variant("mayfail-one-round", "mutant: RETRY_MAYFAIL means NORETRY", SlowpathRules.MAYFAIL_ONE_ROUND);

    static final Slot<ZoneVariants.Rights> GFP_TO_ALLOC_FLAGS = new Slot<ZoneVariants.Rights>(
                    "gfp_to_alloc_flags", PAGE_ALLOC)
            .variant("v4.17", "v4.17: HIGH, ATOMIC, real-time", AllocRights::v4m17)
            .variant("v6.1", "v6.1: HIGH, and whether it can sleep", new ZoneVariants.Rights() {
                @Override
                public int of(int taskFlags, int gfp, int order) {
                    return AllocRights.v6m1(taskFlags, gfp, order);
                }

                @Override
                public int reservesBlock() {
                    return AllocFlags.HIGHATOMIC;
                }
            });

    static final Slot<ZoneVariants.Reserve> GFP_PFMEMALLOC_FLAGS = new Slot<ZoneVariants.Reserve>(
                    "__gfp_pfmemalloc_flags", PAGE_ALLOC)
            .variant("v4.17", "v4.17: an OOM victim has half of min", AllocRights::reserveV4m17)
            .variant("v4.11", "v4.11: TIF_MEMDIE has all reserves", AllocRights::reserveV4m11)
            .variant("memalloc-first", "mutant: MEMALLOC wins over NOMEMALLOC", AllocRights::reserveMemallocFirst);

    static final Slot<Watermark> ZONE_WATERMARK_OK = new Slot<Watermark>("__zone_watermark_ok", PAGE_ALLOC)
            .variant("v4.17", "v4.17", Watermark.V4_17)
            .variant("v6.1", "v6.1: MIN_RESERVE, NON_BLOCK, HIGHATOMIC", Watermark.V6_1)
            .variant("at-the-mark", "mutant: passes at the mark", Watermark.AT_THE_MARK)
            .variant("harder-of-whole", "mutant: HARDER's quarter is of the whole mark", Watermark.HARDER_OF_WHOLE)
            .variant("order-forgotten", "mutant: all orders are tested as order 0", Watermark.ORDER_FORGOTTEN);

    static final Slot<ZoneVariants.Take> RMQUEUE = new Slot<ZoneVariants.Take>("rmqueue", PAGE_ALLOC)
            .variant("v4.17", "v4.17: HARDER and order > 0 take high-atomic blocks", Rmqueue::v4m17)
            .variant("v6.1", "v6.1: HIGHATOMIC first, OOM and NON_BLOCK last", Rmqueue::v6m1);

    static final Slot<ZoneVariants.Split> EXPAND = new Slot<ZoneVariants.Split>("expand", PAGE_ALLOC)
            .variant("split", "v4.17", Expand::split)
            .variant("lose-half", "mutant: forgets an upper half", Expand::loseHalf);

    static final Slot<ZoneVariants.FreeBlock> FREE_ONE_PAGE = new Slot<ZoneVariants.FreeBlock>(
                    "__free_one_page", PAGE_ALLOC)
            .variant("merge", "v4.17", FreeOnePage::merge)
            .variant("wrong-buddy", "mutant: the neighbour above is the buddy", FreeOnePage::wrongBuddy)
            .variant("merge-once", "mutant: stops merging after one order", FreeOnePage::mergeOnce);

    static final Slot<OomRules> MAY_OOM = new Slot<OomRules>("__alloc_pages_may_oom", PAGE_ALLOC)
            .variant("v4.17", "v4.17: RETRY_MAYFAIL keeps the gate closed", OomRules.V4_17)
            .variant("v4.11", "v4.11: REPEAT does not", OomRules.V4_11)
            .variant("v6.1", "v4.19 to v6.1: no sleep under oom_lock", OomRules.V6_1)
            .variant("nofail-waits", "until 5020e285856c, v4.5: NOFAIL has no reserve", OomRules.NOFAIL_WAITS)
            .variant("kills-without-fs", "mutant: kills for NOFS and NOIO", OomRules.KILLS_WITHOUT_FS)
            .variant("kills-again", "mutant: does not wait for the last victim", OomRules.KILLS_AGAIN)
            .variant(
                    "mayfail-after-kill",
                    "mutant: RETRY_MAYFAIL is tested after out_of_memory",
                    OomRules.MAYFAIL_AFTER_KILL);

    static final Slot<OomReaper.Shape> OOM_REAPER = new Slot<OomReaper.Shape>("oom_reaper", "mm/oom_kill.c")
            .variant("locked", "v4.17: reaps with oom_lock held", OomReaper.Shape.LOCKED)
            .variant("unlocked", "af5679fbc669, v4.19: does not need oom_lock", OomReaper.Shape.UNLOCKED)
            .variant("none", "before aac453635549, v4.6: there is none", OomReaper.Shape.NONE);

    static final Slot<ZoneVariants.Reserve> TRY_TO_FREE_PAGES = new Slot<ZoneVariants.Reserve>(
                    "try_to_free_pages", VMSCAN)
            .variant("scoped-mask", "v4.17: the request's mask within the scope", TaskFlags::currentGfpContext)
            .variant("kswapd-mask", "mutant: GFP_KERNEL, as kswapd", (flags, gfp) -> Gfp.GFP_KERNEL);

    static final Slot<ReclaimThrottle> SHRINK_NODE = new Slot<ReclaimThrottle>("shrink_node", VMSCAN)
            .variant("wait-iff-congested", "v4.17", ReclaimThrottle.V4_17)
            .variant("reclaim-throttle", "v6.1", ReclaimThrottle.V6_1)
            .variant(
                    "noretry-exempt",
                    "patch of 21 June 2018: NORETRY without FS does not wait",
                    ReclaimThrottle.PATCH_20180621)
            .variant(
                    "less-throttle-exempts",
                    "mutant: PF_LESS_THROTTLE alone exempts",
                    ReclaimThrottle.LESS_THROTTLE_EXEMPTS);

    static final Slot<Boolean> TOO_MANY_ISOLATED = new Slot<Boolean>("too_many_isolated", VMSCAN)
            .variant("stricter-with-fs", "3cf23841b4b7, v3.8: an eighth for requests with IO and FS", true)
            .variant("same-for-all", "before 3cf23841b4b7: the same limit for every mask", false);

    static final Slot<ShrinkInactiveList.Wait> SHRINK_INACTIVE_LIST = new Slot<ShrinkInactiveList.Wait>(
                    "shrink_inactive_list", VMSCAN)
            .variant(
                    "stalls-once",
                    "v4.17: sleeps once when too many pages are isolated (db73ee0d4637, v4.14)",
                    ShrinkInactiveList.Wait.ONCE)
            .variant("stalls-on", "until v4.13: sleeps until fewer are", ShrinkInactiveList.Wait.ON)
            .variant("throttled", "v6.1: once, and no kernel thread", ShrinkInactiveList.Wait.THROTTLED);

    static final Slot<DoShrinkSlab> DO_SHRINK_SLAB = new Slot<DoShrinkSlab>("do_shrink_slab", VMSCAN)
            .variant("v4.17", "v4.17: deferred work counts in full, within limits", DoShrinkSlab.V4_17)
            .variant("v6.1", "v6.1: deferred work counts by the priority, too", DoShrinkSlab.V6_1);

    static final Slot<ZoneVariants.OfOrder> BALANCE_PGDAT = new Slot<ZoneVariants.OfOrder>("balance_pgdat", VMSCAN)
            .variant("gives-up", "v4.17: 16 failures in a row", (z, order) -> new BalancePgdat(z, order, true))
            .variant(
                    "never-gives-up",
                    "mutant: failures are not counted",
                    (z, order) -> new BalancePgdat(z, order, false));

    static final Slot<Kswapd.PrepareSleep> PREPARE_KSWAPD_SLEEP = new Slot<Kswapd.PrepareSleep>(
                    "prepare_kswapd_sleep", VMSCAN)
            .variant(
                    "wakes-them",
                    "9e5e3661727e, v3.19: wakes those throttled, and decides by the watermarks",
                    Kswapd.PrepareSleep.WAKES_THEM)
            .variant(
                    "stays-awake",
                    "before 9e5e3661727e: does not sleep while somebody is queued",
                    Kswapd.PrepareSleep.STAYS_AWAKE);

    static final Slot<ZoneVariants.Pages> ZONE_RECLAIMABLE_PAGES = new Slot<ZoneVariants.Pages>(
                    "zone_reclaimable_pages", VMSCAN)
            .variant("lru", "v4.17: the LRU lists", ReclaimablePages::v4m17)
            .variant("lru-or-free", "v6.1.192: the free pages if the lists are empty", ReclaimablePages::v6m1);

    static final Slot<ZoneCallees.DirectCompact> DIRECT_COMPACT = new Slot<ZoneCallees.DirectCompact>(
                    "__alloc_pages_direct_compact", PAGE_ALLOC)
            .variant(
                    "v4.17",
                    "v4.17: no attempt after SKIPPED or DEFERRED",
                    (z, gfp, order, flags, prio) ->
                            new AllocPagesDirectCompact(z, gfp, order, flags, prio, CompactResult.DEFERRED))
            .variant(
                    "v6.1",
                    "v6.1: no attempt after SKIPPED",
                    (z, gfp, order, flags, prio) ->
                            new AllocPagesDirectCompact(z, gfp, order, flags, prio, CompactResult.SKIPPED));

    static final Slot<ZoneCallees.ReclaimRetry> SHOULD_RECLAIM_RETRY = new Slot<ZoneCallees.ReclaimRetry>(
                    "should_reclaim_retry", PAGE_ALLOC)
            .variant("v4.17", "v4.17", ShouldReclaimRetry::new)
            .variant("v6.1", "v6.1: rests in any case, unreserves at every no", ShouldReclaimRetryV6m1::new)
            .variant(
                    "costly-resets",
                    "mutant: progress resets the counter of costly orders",
                    ShouldReclaimRetryCostlyResets::new);

    static final Slot<ShouldCompactRetry> SHOULD_COMPACT_RETRY = new Slot<ShouldCompactRetry>(
                    "should_compact_retry", PAGE_ALLOC)
            .variant("v4.17", "v4.17", ShouldCompactRetry.V4_17)
            .variant("v6.1", "v6.1: only SKIPPED asks whether compaction could run", ShouldCompactRetry.V6_1);

    static final Slot<MemallocScope.Restored> MEMALLOC_NOIO_RESTORE = new Slot<MemallocScope.Restored>(
                    "memalloc_noio_restore", "include/linux/sched/mm.h")
            .variant("old-bit", "v4.17: what the save returned", old -> old)
            .variant("to-zero", "mutant: clears the bit", old -> false);

    /** Every slot of the page allocator. */
    public static final List<Slot<?>> SLOTS = List.of(
            ALLOC_PAGES_NODEMASK,
            SLOWPATH,
            GFP_TO_ALLOC_FLAGS,
            GFP_PFMEMALLOC_FLAGS,
            ZONE_WATERMARK_OK,
            RMQUEUE,
            EXPAND,
            FREE_ONE_PAGE,
            MAY_OOM,
            OOM_REAPER,
            TRY_TO_FREE_PAGES,
            SHRINK_NODE,
            TOO_MANY_ISOLATED,
            SHRINK_INACTIVE_LIST,
            DO_SHRINK_SLAB,
            BALANCE_PGDAT,
            PREPARE_KSWAPD_SLEEP,
            ZONE_RECLAIMABLE_PAGES,
            DIRECT_COMPACT,
            SHOULD_RECLAIM_RETRY,
            SHOULD_COMPACT_RETRY,
            MEMALLOC_NOIO_RESTORE);
}
