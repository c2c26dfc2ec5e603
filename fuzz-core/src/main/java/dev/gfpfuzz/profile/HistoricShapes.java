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
                shape("a", "bufio-loop-trylock-nonfix", "the loop device's thread reclaims, the scan locks", Map.of()),
                shape(
                        "b",
                        "bufio-loop-trylock-nonfix",
                        "bd293d071ffe: the thread reclaims, the scan only tries",
                        Map.of("dm_bufio_shrink_scan", "try-lock")),
                shape(
                        "c",
                        "bufio-loop-trylock-nonfix",
                        "d0a255e795ab: the thread runs in a NOIO scope, the scan locks",
                        Map.of("loop_kthread_worker_fn", "noio")),
                pre("bufio-nr-to-scan", Map.of("dm_bufio_shrink_scan", "quota-against-retain")),
                post("bufio-nr-to-scan", Map.of()),
                v61.with(
                        "pre_bufio-nosleep-clean",
                        "before the fix of bufio-nosleep-clean",
                        Map.of("__try_evict_buffer", "ignores-no-sleep")),
                v61.with("post_bufio-nosleep-clean", "after the fix of bufio-nosleep-clean", Map.of()),
                pre("thin-abort-shrinker", Map.of("dm_pool_abort_metadata", "destroys-locked")),
                post("thin-abort-shrinker", Map.of()),
                pre("mempool-first-round", Map.of("mempool_alloc", "sleeps-first")),
                post("mempool-first-round", Map.of()),
                pre("bpf-noretry", Map.of()),
                post("bpf-noretry", Map.of("call_site_last_allocation", "retry-mayfail")),
                pre("xsk-noretry", Map.of()),
                post("xsk-noretry", Map.of("call_site_last_allocation", "then-vmalloc")),
                pre("blkcg-alloc-under-lock", Map.of()),
                post("blkcg-alloc-under-lock", Map.of("call_site_last_allocation", "unlock-and-sleep")),
                pre("retry-mayfail", AllocatorRows.V4_11),
                post("retry-mayfail", Map.of()));
    }

    private static Profile shape(String letter, String bug, String about, Map<String, String> changes) {
        return Profiles.V4_17.with(letter + "_" + bug, about, changes);
    }

    private static List<Profile> poolsAndBuffers() {
        return List.of(
                pre(
                        "bufio-noio-under-lock",
                        Map.of(
                                "__alloc_buffer_wait_no_callback", "noio-under-lock",
                                "dm_bufio_shrink_count", "locked-if-io",
                                "dm_bufio_shrink_scan", "block-if-io")),
                post("bufio-noio-under-lock", Map.of("__alloc_buffer_wait_no_callback", "nowait-only")),
                pre(
                        "bufio-noio-retry-loses-buffer",
                        Map.of("__alloc_buffer_wait_no_callback", "noio-unlocked-each-wake")),
                post("bufio-noio-retry-loses-buffer", Map.of()),
                pre("mempool-barrier", Map.of("mempool_free", "no-barrier")),
                post("mempool-barrier", Map.of()),
                pre("mempool-zero-min", Map.of()),
                post("mempool-zero-min", Map.of("mempool_alloc", "next", "mempool_free", "next")),
                pre("mempool-stacked-share", Map.of("mempool_alloc", "no-timeout")),
                post("mempool-stacked-share", Map.of()),
                pre("crypt-two-allocators", Map.of("crypt_alloc_buffer", "interleaved")),
                post("crypt-two-allocators", Map.of()),
                pre("kcopyd-subjobs", Map.of("split_job", "job-by-job")),
                post("kcopyd-subjobs", Map.of()),
                pre("postread-ctx-nested", Map.of("bio_post_read_processing", "context-kept")),
                post("postread-ctx-nested", Map.of()),
                pre("sunrpc-workers", Map.of("rpc_malloc", "blocks")),
                post("sunrpc-workers", Map.of()),
                pre("md-sync-bioset", Map.of("md_bio_alloc_sync", "shared-set")),
                post("md-sync-bioset", Map.of()),
                pre("bioset-rescuer", Map.of("bio_alloc_bioset", "blocks")),
                post("bioset-rescuer", Map.of()),
                pre("snapshot-unbounded-kcopyd", Map.of("start_copy", "unbounded")),
                post("snapshot-unbounded-kcopyd", Map.of()),
                pre("sbitmap-batch", Map.of("sbq_wake_up", "adds-batch")),
                post("sbitmap-batch", Map.of()));
    }

    private static Profile pre(String bug, Map<String, String> changes) {
        return Profiles.V4_17.with("pre_" + bug, "before the fix of " + bug, changes);
    }

    private static Profile post(String bug, Map<String, String> changes) {
        return Profiles.V4_17.with("post_" + bug, "after the fix of " + bug, changes);
    }
}
