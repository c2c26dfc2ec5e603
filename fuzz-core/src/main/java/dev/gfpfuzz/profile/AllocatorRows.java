package dev.gfpfuzz.profile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page allocator's columns: those of other kernels than v4.17, and rows that break one rule of it. */
final class AllocatorRows {
    /** v4.11: {@code __GFP_REPEAT}, TIF_MEMDIE opens all reserves, early compaction above the costly order only. */
    static final Map<String, String> V4_11 = row(
            "__alloc_pages_slowpath", "v4.11",
            "__gfp_pfmemalloc_flags", "v4.11",
            "__alloc_pages_may_oom", "v4.11");

    /** v6.1.192. */
    static final Map<String, String> V6_1 = row(
            "__alloc_pages_slowpath", "v6.1",
            "gfp_to_alloc_flags", "v6.1",
            "__zone_watermark_ok", "v6.1",
            "rmqueue", "v6.1",
            "__alloc_pages_may_oom", "v6.1",
            "oom_reaper", "unlocked",
            "shrink_node", "reclaim-throttle",
            "shrink_inactive_list", "throttled",
            "do_shrink_slab", "v6.1",
            "zone_reclaimable_pages", "lru-or-free",
            "__alloc_pages_direct_compact", "v6.1",
            "should_reclaim_retry", "v6.1",
            "should_compact_retry", "v6.1",
            "try_charge", "v6.1");

    /** The patch of 21 June 2018. */
    static final Map<String, String> PATCH_20180621 = row("shrink_node", "noretry-exempt");

    /** The e-mail's proposal of 18 June 2018. */
    static final Map<String, String> NORETRY_NULL = row("__alloc_pages_slowpath", "noretry-never-sleeps");

    /** The other answer to "which of these conflicting flags wins?". */
    static final Map<String, String> MAYFAIL_WINS = row("__alloc_pages_slowpath", "mayfail-wins");

    private AllocatorRows() {}

    /** One rule broken in each. */
    static List<Profile> mutants() {
        return List.of(
                mutant("mut_split_leaks", "a split forgets an upper half", "expand", "lose-half"),
                mutant("mut_wrong_buddy", "merges with the neighbour above", "__free_one_page", "wrong-buddy"),
                mutant("mut_merge_once", "stops merging after one order", "__free_one_page", "merge-once"),
                mutant("mut_frees_twice", "a failed charge frees twice", "__alloc_pages_nodemask", "frees-twice"),
                mutant("mut_at_the_mark", "passes at the mark itself", "__zone_watermark_ok", "at-the-mark"),
                mutant("mut_order_forgotten", "tests all orders as order 0", "__zone_watermark_ok", "order-forgotten"),
                mutant(
                        "mut_harder_of_whole",
                        "HARDER's quarter is of the whole mark",
                        "__zone_watermark_ok",
                        "harder-of-whole"),
                mutant(
                        "mut_memalloc_first",
                        "MEMALLOC wins over NOMEMALLOC",
                        "__gfp_pfmemalloc_flags",
                        "memalloc-first"),
                mutant(
                        "mut_sleeps_first",
                        "reclaims before it asks whether it may sleep",
                        "__alloc_pages_slowpath",
                        "sleeps-first"),
                mutant("mut_recurses", "reclaims inside reclaim", "__alloc_pages_slowpath", "recurses"),
                mutant("mut_scope_to_zero", "leaving a scope clears the bit", "memalloc_noio_restore", "to-zero"),
                mutant("mut_unscoped", "the scope is forgotten", "__alloc_pages_nodemask", "unscoped"),
                mutant("mut_kills_without_fs", "kills for NOFS and NOIO", "__alloc_pages_may_oom", "kills-without-fs"),
                mutant(
                        "mut_kills_again",
                        "kills while a victim still holds memory",
                        "__alloc_pages_may_oom",
                        "kills-again"),
                mutant(
                        "mut_mayfail_after_kill",
                        "RETRY_MAYFAIL is tested after the OOM killer has run",
                        "__alloc_pages_may_oom",
                        "mayfail-after-kill"),
                mutant(
                        "mut_noretry_late",
                        "NORETRY is tested after should_reclaim_retry",
                        "__alloc_pages_slowpath",
                        "noretry-late"),
                mutant(
                        "mut_costly_resets",
                        "progress resets a costly order's counter",
                        "should_reclaim_retry",
                        "costly-resets"),
                mutant(
                        "mut_leaves_with_progress",
                        "no retry after a kill",
                        "__alloc_pages_slowpath",
                        "leaves-with-progress"),
                mutant(
                        "mut_noretry_beats_nofail",
                        "NORETRY wins over NOFAIL",
                        "__alloc_pages_slowpath",
                        "noretry-beats-nofail"),
                mutant(
                        "mut_nofail_spins",
                        "NOFAIL loops although it cannot reclaim",
                        "__alloc_pages_slowpath",
                        "nofail-spins"),
                mutant(
                        "mut_kswapd_never_gives_up",
                        "kswapd does not count its failures",
                        "balance_pgdat",
                        "never-gives-up"),
                mutant(
                        "mut_less_throttle",
                        "PF_LESS_THROTTLE alone exempts, as in v6.1",
                        "shrink_node",
                        "less-throttle-exempts"),
                mutant("mut_kswapd_mask", "direct reclaim works with GFP_KERNEL", "try_to_free_pages", "kswapd-mask"));
    }

    private static Profile mutant(String name, String about, String function, String variant) {
        return Profiles.V4_17.with(name, "mutant of v4_17: " + about, row(function, variant));
    }

    /** Function, variant, function, variant... */
    static Map<String, String> row(String... cells) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        return row;
    }
}
