package dev.gfpfuzz.profile;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who keeps each invariant honest: for every invariant at least one profile in which a rule of the kernel is broken on
 * purpose, and a built-in scenario in which the invariant says so. A check that no mutant can trip is a defect.
 */
public final class Mutants {
    /** The rows, in the order of the invariants; several for an invariant that guards several rules. */
    public static final List<Mutant> ALL = List.of(
            mutant("buffers-linked-once", "mut_need_kept", "two-readers"),
            mutant("buffers-linked-once", "mut_need_ignored", "dirty-release"),
            mutant("lists-match-state", "mut_dirty_in_clean", "shared-blocks"),
            mutant("held-buffers-stay", "mut_claim_busy", "watermark"),
            mutant("one-buffer-per-block", "mut_find_once", "shared-blocks"),
            mutant("one-group-per-cgroup", "mut_no_second_look", "bug-blkcg-alloc-under-lock"),
            mutant("no-lost-freed-buffer", "mut_renoio", "two-readers"),
            mutant("no-stuck-waiter", "mut_queue_late", "two-readers"),
            mutant("no-stuck-waiter", "mut_release_silent", "two-readers"),
            mutant("no-stuck-waiter", "mut_wakes_if_clean", "dirty-release"),
            mutant("no-stuck-waiter", "mut_write_silent", "write-holds"),
            mutant("no-reclaim-under-client-lock", "v3_10", "two-readers"),
            mutant("shrinker-respects-mask", "mut_shrink_blocks", "shrinker"),
            mutant("no-deadlock", "mut_sleep_locked", "io-errors"),
            mutant("no-deadlock", "mut_bufio_retries", "io-errors"),
            mutant("bounded-waiting", "mut_noio_for_ever", "two-readers"),
            mutant("errors-delivered", "mut_error_twice", "write-errors"),
            mutant("errors-delivered", "mut_read_error_ignored", "io-errors"),
            new Mutant("no-sleep-in-atomic", "mut_sleeps_in_spinlock", "v6_1", "no-sleep-client"),
            new Mutant("softirq-safe-locks", "pre_bufio-nosleep-irq-vs-bh", "v6_1", "bug-bufio-nosleep-irq-vs-bh"),
            mutant("lock-order", "v4_11", "cache-size-changes"),
            mutant("pages-accounted-for", "mut_split_leaks", "zone-two-tasks"),
            mutant("free-blocks-disjoint", "mut_wrong_buddy", "zone-buddies"),
            mutant("buddies-merged", "mut_merge_once", "zone-two-tasks"),
            mutant("one-page-one-owner", "mut_frees_twice", "zone-charge"),
            mutant("min-watermark-kept", "mut_at_the_mark", "zone-min-mark"),
            mutant("min-watermark-kept", "mut_order_forgotten", "zone-min-mark"),
            mutant("reserve-fractions-kept", "mut_harder_of_whole", "zone-reserves"),
            mutant("nomemalloc-stays-out", "mut_memalloc_first", "zone-reserves"),
            mutant("nomemalloc-stays-out", "pre_mempool-nomemalloc", "bug-mempool-nomemalloc"),
            mutant("no-sleep-in-atomic", "mut_sleeps_first", "zone-reserves"),
            mutant("scopes-nest", "mut_scope_to_zero", "zone-scopes"),
            mutant("scopes-nest", "mut_recurses", "zone-scopes"),
            mutant("scope-reaches-reclaim", "mut_unscoped", "zone-scopes"),
            mutant("mayfail-never-kills", "v4_11", "zone-oom"),
            mutant("mayfail-never-kills", "mut_mayfail_after_kill", "zone-oom"),
            new Mutant("no-spurious-failure", "mut_mayfail_one_round", "post_bpf-noretry", "bug-bpf-noretry"),
            mutant("oom-kill-allowed", "mut_kills_without_fs", "zone-oom-nofs"),
            mutant("one-victim-at-a-time", "mut_kills_again", "zone-oom"),
            mutant("noretry-one-round", "mut_noretry_late", "zone-noretry"),
            mutant("costly-gives-up", "mut_costly_resets", "zone-costly"),
            mutant("small-order-never-null", "mut_leaves_with_progress", "zone-oom"),
            mutant("nofail-keeps-its-word", "mut_noretry_beats_nofail", "zone-nofail"),
            mutant("nofail-keeps-its-word", "mut_nofail_spins", "zone-nofail"),
            mutant("kswapd-not-stuck", "mut_kswapd_never_gives_up", "zone-kswapd"),
            new Mutant(
                    "throttle-not-circular",
                    "pre_isolated-noio-throttle",
                    "post_isolated-noio-throttle",
                    "bug-isolated-noio-throttle"),
            mutant("kswapd-not-stuck", "pre_pfmemalloc-throttle-killed", "bug-pfmemalloc-throttle-killed"),
            mutant("throttled-by-the-rules", "mut_less_throttle", "zone-throttle"),
            mutant("reclaim-keeps-the-mask", "mut_kswapd_mask", "zone-scopes"),
            new Mutant("oom-kill-helps", "pre_nofail-reserves", "post_nofail-reserves", "bug-nofail-reserves"),
            new Mutant("reaper-gets-oom-lock", "v4_17", "post_oomlock-sleep", "bug-oomlock-sleep"),
            new Mutant("dirty-data-kept", "a_writepages-enomem", "v4_17", "bug-writepages-enomem"),
            new Mutant("no-livelock", "v4_17", "v6_1", "zone-livelock-costly"),
            mutant("pool-reserve-kept", "mut_pool_no_recheck", "pool-three-users"),
            mutant("pool-reserve-kept", "mut_pool_no_barrier", "bug-mempool-barrier"),
            mutant("pool-alloc-keeps-its-word", "mut_pool_gives_up", "pool-three-users"),
            mutant("pool-waiter-wakes", "mut_pool_queue_late", "pool-three-users"),
            mutant("pool-waiter-wakes", "mut_pool_silent", "pool-three-users"),
            mutant("pool-waiter-wakes", "mut_pool_no_timeout", "pool-grows"),
            mutant("no-deadlock", "mut_pool_retries", "pool-noretry"),
            mutant("no-deadlock", "pre_vmalloc_scope", "vmalloc-own-shrinker"),
            mutant("no-noretry-loss", "mut_fallback_keeps_noretry", "pressure-rivals"),
            historic("no-noretry-loss", "bpf-noretry"),
            historic("pool-sleep-after-full-try", "mempool-first-round"),
            historic("queue-stays-bounded", "snapshot-unbounded-kcopyd"),
            historic("wake-counter-kept", "sbitmap-batch"),
            historic("scans-keep-their-word", "bufio-nr-to-scan"));

    /** The same for invariants whose breach is only a report: kernels that give cause for it, and others that do not. */
    public static final List<Mutant> REPORTED = List.of(
            new Mutant("noretry-has-effect", "v4_17", "hyp_call_sites_sleep", "call-site-flags"),
            new Mutant("flags-agree", "v4_17", "post_blkcg-alloc-under-lock", "call-site-flags"),
            new Mutant("no-curable-loss", "v4_17", "hyp_call_sites_atomic", "flag-at-fault"),
            new Mutant("no-spurious-failure", "v4_17", "post_bpf-noretry", "call-site-flags"),
            new Mutant("no-progress-by-timer", "v4_17", "hyp_resize_wakes", "pool-grows"),
            new Mutant("destroy-not-stalled", "v4_17", "v6_1", "destroy-behind-shrinker"));

    private Mutants() {}

    /** The rows of both lists. */
    public static List<Mutant> everyOne() {
        return Stream.concat(ALL.stream(), REPORTED.stream()).toList();
    }

    /**
     * One row.
     *
     * @param invariant the invariant's name
     * @param profile the profile that breaks its rule
     * @param base a profile that does not and differs in that rule only as far as the scenario goes
     * @param scenario a built-in scenario
     */
    public record Mutant(String invariant, String profile, String base, String scenario) {}

    /** A kernel before a fix and after it. */
    private static Mutant historic(String invariant, String bug) {
        return new Mutant(invariant, "pre_" + bug, "post_" + bug, "bug-" + bug);
    }

    private static Mutant mutant(String invariant, String profile, String scenario) {
        return new Mutant(invariant, profile, Profiles.V4_17.name(), scenario);
    }
}
