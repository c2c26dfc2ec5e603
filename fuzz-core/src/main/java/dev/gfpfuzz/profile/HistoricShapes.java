package dev.gfpfuzz.profile;

import java.util.List;
import java.util.Map;

/**
 * Profile rows of the historic bugs: for bug ID the shapes {@code pre_ID} and {@code post_ID} (or {@code a_ID}, {@code
 * b_ID}, {@code c_ID}), each v4.17 but for the functions that the fix changed.
 */
final class HistoricShapes {
    private HistoricShapes() {}

    static List<Profile> all() {
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
                post("mempool-zero-min", Map.of("mempool_alloc", "next", "mempool_free", "next")));
    }

    private static Profile pre(String bug, Map<String, String> changes) {
        return Profiles.V4_17.with("pre_" + bug, "before the fix of " + bug, changes);
    }

    private static Profile post(String bug, Map<String, String> changes) {
        return Profiles.V4_17.with("post_" + bug, "after the fix of " + bug, changes);
    }
}
