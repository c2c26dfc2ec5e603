package dev.gfpfuzz.model.memcg;

/**
 * What a memory cgroup starts with; immutable. All of it is charged.
 *
 * @param limit pages that may be charged; 0 = there is no cgroup
 * @param clean clean page cache of its file
 * @param dirty dirty page cache of its file
 * @param writeback pages of its file in a bio that was submitted
 * @param kernel pages that reclaim cannot free
 */
public record MemcgConfig(int limit, int clean, int dirty, int writeback, int kernel) {
    /** Most pages of the file. */
    public static final int FILE_PAGES_MAX = 8;

    /** No cgroup. */
    public static final MemcgConfig NONE = new MemcgConfig(0, 0, 0, 0, 0);

    public MemcgConfig {
        int file = clean + dirty + writeback;
        if (file + kernel > limit) {
            throw new IllegalArgumentException("The cgroup has " + (file + kernel)
                    + " pages charged at the start (clean, dirty, writeback) and a limit of " + limit
                    + "; the limit must not be smaller.");
        }
        if (file > FILE_PAGES_MAX) {
            throw new IllegalArgumentException(
                    "The cgroup's file has " + file + " pages; accepted are 0.." + FILE_PAGES_MAX + ".");
        }
    }

    /** A cgroup at its limit. */
    public static MemcgConfig full(int clean, int dirty, int writeback, int kernel) {
        return new MemcgConfig(clean + dirty + writeback + kernel, clean, dirty, writeback, kernel);
    }

    public boolean exists() {
        return limit > 0;
    }

    int charged() {
        return clean + dirty + writeback + kernel;
    }
}
