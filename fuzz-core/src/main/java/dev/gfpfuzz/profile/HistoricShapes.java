package dev.gfpfuzz.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Profile rows of the historic bugs: for bug ID the shapes {@code pre_ID} and {@code post_ID} (or {@code a_ID}, {@code
 * b_ID}, {@code c_ID}), each v4.17 but for the functions that the fix changed.
 */
final class HistoricShapes {
    private HistoricShapes() {}

    /** @param v61 the row of v6.1 */
    static List<Profile> all(Profile v61) {
        List<Profile> all = new ArrayList<>(poolsAndBuffers());
        all.addAll(others(v61));
        return all;
    }

    private static List<Profile> others(Profile v61) {
        return List.of(
                shape(
                        "a",
                        "bufio-loop-trylock-nonfix",
                        "the loop device's thread reclaims, the scan locks",
                        AllocatorRows.row()),
                shape(
                        "b",
                        "bufio-loop-trylock-nonfix",
                        "bd293d071ffe: the thread reclaims, the scan only tries",
                        AllocatorRows.row("dm_bufio_shrink_scan", "try-lock")),
                shape(
                        "c",
                        "bufio-loop-trylock-nonfix",
                        "d0a255e795ab: the thread runs in a NOIO scope, the scan locks",
                        AllocatorRows.row("loop_kthread_worker_fn", "noio")),
                pre("bufio-shrink-io-vs-fs", AllocatorRows.row("dm_bufio_shrink_scan", "block-if-io")),
                post("bufio-shrink-io-vs-fs", AllocatorRows.row()),
                pre("bufio-nr-to-scan", AllocatorRows.row("dm_bufio_shrink_scan", "quota-against-retain")),
                post("bufio-nr-to-scan", AllocatorRows.row()),
                v61.with(
                        "pre_bufio-nosleep-clean",
                        "before the fix of bufio-nosleep-clean",
                        AllocatorRows.row("__try_evict_buffer", "ignores-no-sleep")),
                v61.with("post_bufio-nosleep-clean", "after the fix of bufio-nosleep-clean", AllocatorRows.row()),
                v61.with(
                        "pre_bufio-nosleep-irq-vs-bh",
                        "before the fix of bufio-nosleep-irq-vs-bh",
                        AllocatorRows.row("dm_bufio_lock", "irqsave-if-no-sleep")),
                v61.with(
                        "post_bufio-nosleep-irq-vs-bh",
                        "after the fix of bufio-nosleep-irq-vs-bh",
                        AllocatorRows.row()),
                pre("thin-abort-shrinker", AllocatorRows.row("dm_pool_abort_metadata", "destroys-locked")),
                post("thin-abort-shrinker", AllocatorRows.row()),
                pre("mempool-first-round", AllocatorRows.row("mempool_alloc", "sleeps-first")),
                post("mempool-first-round", AllocatorRows.row()),
                pre("mempool-nomemalloc", AllocatorRows.row("mempool_alloc", "nomemalloc-if-filled")),
                post("mempool-nomemalloc", AllocatorRows.row()),
                pre("bpf-noretry", AllocatorRows.row()),
                post("bpf-noretry", AllocatorRows.row("call_site_last_allocation", "retry-mayfail")),
                pre("xsk-noretry", AllocatorRows.row()),
                post("xsk-noretry", AllocatorRows.row("call_site_last_allocation", "then-vmalloc")),
                pre("blkcg-alloc-under-lock", AllocatorRows.row("blkg_conf_prep", "nowait-under-lock")),
                post("blkcg-alloc-under-lock", AllocatorRows.row("call_site_last_allocation", "unlock-and-sleep")),
                shape("a", "writepages-enomem", "a sync asks once", AllocatorRows.row("do_writepages", "once")),
                shape(
                        "b",
                        "writepages-enomem",
                        "the filesystem tries until there is memory, with its lock held",
                        AllocatorRows.row("do_writepages", "once", "writepages", "loops")),
                shape(
                        "c",
                        "writepages-enomem",
                        "80a2ea9f8585: the filesystem fails, and a sync asks again",
                        AllocatorRows.row()),
                pre("nofs-wait-writeback", AllocatorRows.row("shrink_page_list", "waits-with-io")),
                post("nofs-wait-writeback", AllocatorRows.row()),
                pre(
                        "nofail-reserves",
                        AllocatorRows.row("__alloc_pages_may_oom", "nofail-waits", "oom_reaper", "none")),
                post("nofail-reserves", AllocatorRows.row("oom_reaper", "none")),
                pre(
                        "isolated-noio-throttle",
                        AllocatorRows.row("too_many_isolated", "same-for-all", "shrink_inactive_list", "stalls-on")),
                post("isolated-noio-throttle", AllocatorRows.row("shrink_inactive_list", "stalls-on")),
                pre("oomlock-sleep", AllocatorRows.row()),
                post("oomlock-sleep", AllocatorRows.row("__alloc_pages_may_oom", "v6.1")),
                pre("pfmemalloc-throttle-killed", AllocatorRows.row("prepare_kswapd_sleep", "stays-awake")),
                post("pfmemalloc-throttle-killed", AllocatorRows.row()),
                pre("retry-mayfail", AllocatorRows.V4_11),
                post("retry-mayfail", AllocatorRows.row()));
    }

    private static Profile shape(String letter, String bug, String about, Map<String, String> changes) {
        return Profiles.V4_17.with(letter + "_" + bug, about, changes);
    }

    private static List<Profile> poolsAndBuffers() {
        return List.of(
                pre(
                        "bufio-noio-under-lock",
                        AllocatorRows.row(
                                "__alloc_buffer_wait_no_callback", "noio-under-lock",
                                "dm_bufio_shrink_count", "locked-if-io",
                                "dm_bufio_shrink_scan", "block-if-io")),
                post("bufio-noio-under-lock", AllocatorRows.row("__alloc_buffer_wait_no_callback", "nowait-only")),
                pre(
                        "bufio-noio-retry-loses-buffer",
                        AllocatorRows.row("__alloc_buffer_wait_no_callback", "noio-unlocked-each-wake")),
                post("bufio-noio-retry-loses-buffer", AllocatorRows.row()),
                pre("mempool-barrier", AllocatorRows.row("mempool_free", "no-barrier")),
                post("mempool-barrier", AllocatorRows.row()),
                pre("mempool-zero-min", AllocatorRows.row()),
                post("mempool-zero-min", AllocatorRows.row("mempool_alloc", "next", "mempool_free", "next")),
                pre("mempool-stacked-share", AllocatorRows.row("mempool_alloc", "no-timeout")),
                post("mempool-stacked-share", AllocatorRows.row()),
                pre("crypt-two-allocators", AllocatorRows.row("crypt_alloc_buffer", "interleaved")),
                post("crypt-two-allocators", AllocatorRows.row()),
                pre("kcopyd-subjobs", AllocatorRows.row("split_job", "job-by-job")),
                post("kcopyd-subjobs", AllocatorRows.row()),
                pre("postread-ctx-nested", AllocatorRows.row("bio_post_read_processing", "context-kept")),
                post("postread-ctx-nested", AllocatorRows.row()),
                pre("sunrpc-workers", AllocatorRows.row("rpc_malloc", "blocks")),
                post("sunrpc-workers", AllocatorRows.row()),
                pre("md-sync-bioset", AllocatorRows.row("md_bio_alloc_sync", "shared-set")),
                post("md-sync-bioset", AllocatorRows.row()),
                pre("bioset-rescuer", AllocatorRows.row("bio_alloc_bioset", "blocks")),
                post("bioset-rescuer", AllocatorRows.row()),
                pre("snapshot-unbounded-kcopyd", AllocatorRows.row("start_copy", "unbounded")),
                post("snapshot-unbounded-kcopyd", AllocatorRows.row()),
                pre("sbitmap-batch", AllocatorRows.row("sbq_wake_up", "adds-batch")),
                post("sbitmap-batch", AllocatorRows.row()));
    }

    private static Profile pre(String bug, Map<String, String> changes) {
        return Profiles.V4_17.with("pre_" + bug, "before the fix of " + bug, changes);
    }

    private static Profile post(String bug, Map<String, String> changes) {
        return Profiles.V4_17.with("post_" + bug, "after the fix of " + bug, changes);
    }
}
