package dev.gfpfuzz.profile;

import java.util.Map;

/** The columns of dm-bufio, mempool and the loop device in the rows of {@link Profiles}, as departures from v4.17. */
final class BufioRows {
    /** Shape A; read in a tree based on v3.10. */
    static final Map<String, String> V3_10 = AllocatorRows.row(
            "__alloc_buffer_wait_no_callback", "noio-under-lock",
            "dm_bufio_shrink_count", "locked-if-io",
            "dm_bufio_shrink_scan", "block-if-io",
            "__evict_old_buffers", "tries",
            "__get_memory_limit", "block-on-clients-lock");

    /** Shape B, a step between two commits. */
    static final Map<String, String> V4_10B = AllocatorRows.row(
            "__alloc_buffer_wait_no_callback", "nowait-only",
            "__get_memory_limit", "block-on-clients-lock");

    /** The watermark blocks on the outer lock with the inner one held. */
    static final Map<String, String> V4_11 = AllocatorRows.row("__get_memory_limit", "block-on-clients-lock");

    /** d0a255e795ab: the loop device's thread runs in a NOIO scope. */
    static final Map<String, String> V5_3 = AllocatorRows.row("loop_kthread_worker_fn", "noio");

    /** 70704c333 and the clients that may not sleep. */
    static final Map<String, String> V6_1 = AllocatorRows.row(
            "loop_kthread_worker_fn", "noio",
            "dm_bufio_lock", "spinlock-if-no-sleep",
            "dm_bufio_shrink_count", "less-queued",
            "dm_bufio_shrink_scan", "queue-work",
            "__check_watermark", "ratio");

    static final Map<String, String> PATCH_20180628 = AllocatorRows.row(
            "mempool_alloc", "less-throttle",
            "__alloc_buffer_wait_no_callback", "less-throttle");

    /** v4.17 without 502624bdad3d alone, so that nothing else gets in the way. */
    static final Map<String, String> PRE_VMALLOC_SCOPE = AllocatorRows.row("alloc_buffer_data", "no-scope");

    private BufioRows() {}
}
