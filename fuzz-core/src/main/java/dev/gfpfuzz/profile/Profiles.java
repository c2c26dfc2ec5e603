package dev.gfpfuzz.profile;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.model.blkcg.RequestQueue;
import dev.gfpfuzz.model.block.LoopWorker;
import dev.gfpfuzz.model.callers.CallerVariants;
import dev.gfpfuzz.model.dmbufio.DmBufioVariants;
import dev.gfpfuzz.model.dmthin.ThinPool;
import dev.gfpfuzz.model.fs.Filesystem;
import dev.gfpfuzz.model.memcg.Memcg;
import dev.gfpfuzz.model.mempool.MempoolVariants;
import dev.gfpfuzz.model.pagealloc.ZoneSlots;
import dev.gfpfuzz.model.poolusers.PoolUserVariants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The built-in profiles and the slots that any profile can fill. */
@PublicApi
public final class Profiles {
    /** The default: v4.17, every slot's first variant. */
    public static final Profile V4_17 =
            new Profile("v4_17", "Linux v4.17 (June 2018), the kernel of the triage", Map.of());

    private static final Map<String, Profile> BUILT_IN = builtIn();

    private Profiles() {}

    /** Built-in profiles in the order of {@code list profiles}. */
    public static List<Profile> all() {
        return List.copyOf(BUILT_IN.values());
    }

    /** The built-in profile of that name, or null. */
    public static Profile named(String name) {
        return BUILT_IN.get(name);
    }

    /** Every function with variants, of all models. Loads them all; to run one profile needs few. */
    public static List<Slot<?>> slots() {
        List<Slot<?>> all = new ArrayList<>();
        all.addAll(ZoneSlots.SLOTS);
        all.addAll(MempoolVariants.SLOTS);
        all.addAll(PoolUserVariants.SLOTS);
        all.addAll(ThinPool.SLOTS);
        all.addAll(Filesystem.SLOTS);
        all.addAll(Memcg.SLOTS);
        all.addAll(RequestQueue.SLOTS);
        all.addAll(CallerVariants.SLOTS);
        all.addAll(DmBufioVariants.SLOTS);
        all.addAll(LoopWorker.SLOTS);
        return List.copyOf(all);
    }

    private static Map<String, Profile> builtIn() {
        Map<String, Profile> m = new LinkedHashMap<>();
        add(m, V4_17);
        row(
                m,
                "v3_10",
                "Linux v3.2 to v4.9: dm-bufio allocates NOIO with the client lock held (shape A); otherwise v4.17",
                AllocatorRows.V4_11,
                BufioRows.V3_10);
        row(
                m,
                "v4_10b",
                "commit 9ea61cac0b1a alone, never a release: NOWAIT only (shape B); otherwise v4.17",
                AllocatorRows.V4_11,
                BufioRows.V4_10B);
        row(
                m,
                "v4_11",
                "Linux v4.11: __GFP_REPEAT does not stop the OOM killer; dm-bufio blocks on its outer lock; otherwise v4.17",
                AllocatorRows.V4_11,
                BufioRows.V4_11);
        row(m, "v5_3", "Linux v5.3: the loop device's thread runs in a NOIO scope", Map.of(), BufioRows.V5_3);
        row(
                m,
                "v6_1",
                "Linux v6.1.192 (stable, Debian 12): dm-bufio evicts in a work of its own",
                AllocatorRows.V6_1,
                BufioRows.V6_1);
        row(
                m,
                "patch_20180621",
                "M. Patocka's patch of 21 June 2018: NORETRY without FS is not throttled",
                AllocatorRows.PATCH_20180621,
                Map.of());
        row(
                m,
                "patch_20180628",
                "M. Patocka's patch of 28 June 2018: PF_LESS_THROTTLE around allocations",
                Map.of(),
                BufioRows.PATCH_20180628);
        row(
                m,
                "pre_vmalloc_scope",
                "v4.17 without 502624bdad3d (v3.10): no NOIO scope around __vmalloc",
                Map.of(),
                BufioRows.PRE_VMALLOC_SCOPE);
        add(
                m,
                V4_17.with(
                        "next_bulk_bug",
                        "linux-next, November 2025: mempool_alloc after an early text of the bulk rewrite",
                        Map.of("mempool_alloc", "next-bulk-bug", "mempool_free", "next")));
        add(
                m,
                V4_17.with(
                        "next_bulk_fixed",
                        "linux-next: mempool_alloc after the later text of the bulk rewrite",
                        Map.of("mempool_alloc", "next", "mempool_free", "next")));
        row(
                m,
                "hyp_noretry_null",
                "in no kernel: NORETRY returns NULL instead of sleeping, as the e-mail of 18 June 2018 proposes",
                AllocatorRows.NORETRY_NULL,
                Map.of());
        add(
                m,
                V4_17.with(
                        "hyp_call_sites_sleep",
                        "in no kernel: the last allocation of every call site drops the lock and may sleep",
                        Map.of("call_site_last_allocation", "may-sleep")));
        add(
                m,
                V4_17.with(
                        "hyp_call_sites_atomic",
                        "in no kernel: the last allocation of no call site may sleep",
                        Map.of("call_site_last_allocation", "atomic")));
        row(
                m,
                "hyp_mayfail_wins",
                "in no kernel: RETRY_MAYFAIL wins where a mask has NORETRY too",
                AllocatorRows.MAYFAIL_WINS,
                Map.of());
        row(
                m,
                "hyp_resize_wakes",
                "in no kernel: a resize that grows a pool wakes who sleeps for an element",
                Map.of(),
                Map.of("mempool_resize", "wakes"));
        mutant(
                m,
                "mut_pool_gives_up",
                "an allocation that may sleep gives up after two passes, as in linux-next's bulk rewrite",
                "mempool_alloc",
                "next-gives-up");
        mutant(
                m,
                "mut_pool_queue_late",
                "the waiter queues itself after it dropped the lock",
                "mempool_alloc",
                "unlock-then-queue");
        mutant(m, "mut_pool_no_timeout", "a pool's waiter sleeps without a timeout", "mempool_alloc", "no-timeout");
        mutant(m, "mut_pool_retries", "a pool's attempts lack NORETRY", "mempool_alloc", "without-noretry");
        mutant(m, "mut_pool_no_recheck", "a free trusts its unlocked look", "mempool_free", "no-recheck");
        mutant(m, "mut_pool_no_barrier", "a free's unlocked look may be stale", "mempool_free", "no-barrier");
        mutant(m, "mut_pool_silent", "a free wakes nobody", "mempool_free", "silent");
        mutant(
                m,
                "mut_renoio",
                "the unlocked NOIO attempt after every wake-up",
                "__alloc_buffer_wait_no_callback",
                "noio-unlocked-each-wake");
        mutant(
                m,
                "mut_queue_late",
                "the waiter queues itself after it dropped the lock",
                "__wait_for_free_buffer",
                "unlock-then-queue");
        mutant(m, "mut_release_silent", "a release wakes nobody", "dm_bufio_release", "silent");
        mutant(
                m,
                "mut_wakes_if_clean",
                "a release wakes nobody if the buffer is dirty",
                "dm_bufio_release",
                "silent-if-dirty");
        mutant(m, "mut_write_silent", "writing out wakes nobody at its end", "dm_bufio_write_dirty_buffers", "silent");
        mutant(m, "mut_need_kept", "a refilled reserve keeps its need", "__free_buffer_wake", "need-kept");
        mutant(
                m,
                "mut_need_ignored",
                "buffers are freed although the reserve needs them",
                "__free_buffer_wake",
                "need-ignored");
        mutant(m, "mut_find_once", "no second look-up after the lock was dropped", "__bufio_new", "find-once");
        mutant(m, "mut_claim_busy", "a buffer under I/O is taken without waiting", "__get_unclaimed_buffer", "no-wait");
        mutant(
                m,
                "mut_dirty_in_clean",
                "a dirtied buffer goes to the clean list",
                "dm_bufio_mark_buffer_dirty",
                "relink-clean");
        mutant(m, "mut_sleep_locked", "a waiter sleeps with the lock held", "__wait_for_free_buffer", "sleep-locked");
        mutant(
                m,
                "mut_shrink_blocks",
                "the shrinker blocks on the lock whatever the mask says",
                "dm_bufio_shrink_scan",
                "always-block");
        mutant(
                m,
                "mut_noio_for_ever",
                "the NOIO attempt is repeated until it succeeds",
                "__alloc_buffer_wait_no_callback",
                "noio-until-it-works");
        mutant(
                m,
                "mut_bufio_retries",
                "the NOIO attempt lacks NORETRY",
                "__alloc_buffer_wait_no_callback",
                "without-noretry");
        mutant(
                m,
                "mut_error_twice",
                "the write error is read and then cleared",
                "dm_bufio_write_dirty_buffers",
                "read-then-clear");
        mutant(m, "mut_read_error_ignored", "a read error is not returned", "new_read", "ignores-error");
        add(
                m,
                m.get("v6_1")
                        .with(
                                "mut_sleeps_in_spinlock",
                                "mutant of v6_1: the shrink work waits for I/O with a spinlock held",
                                Map.of("__try_evict_buffer", "ignores-no-sleep")));
        mutant(
                m,
                "mut_fallback_keeps_noretry",
                "a call site falls back but keeps NORETRY",
                "call_site_last_allocation",
                "keeps-noretry");
        mutant(
                m,
                "mut_no_second_look",
                "no second look-up after the queue's lock was dropped",
                "blkg_conf_prep",
                "no-second-look");
        AllocatorRows.mutants().forEach(p -> add(m, p));
        HistoricShapes.all(m.get("v6_1")).forEach(p -> add(m, p));
        add(
                m,
                m.get("post_bpf-noretry")
                        .with(
                                "mut_mayfail_one_round",
                                "mutant of post_bpf-noretry: RETRY_MAYFAIL gives up as early as NORETRY",
                                Map.of("__alloc_pages_slowpath", "mayfail-one-round")));
        return m;
    }

    /** A row of two models' columns. */
    private static void row(
            Map<String, Profile> m,
            String name,
            String about,
            Map<String, String> allocator,
            Map<String, String> bufio) {
        add(m, V4_17.with(name, about, allocator).and(bufio));
    }

    private static void mutant(Map<String, Profile> m, String name, String about, String function, String variant) {
        add(m, V4_17.with(name, "mutant of v4_17: " + about, Map.of(function, variant)));
    }

    private static void add(Map<String, Profile> m, Profile p) {
        if (m.put(p.name(), p) != null) {
            throw new IllegalStateException("Two profiles are called " + p.name());
        }
    }
}
