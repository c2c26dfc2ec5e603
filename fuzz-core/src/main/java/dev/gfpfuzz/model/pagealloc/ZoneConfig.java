package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.model.memcg.MemcgConfig;

/**
 * What a zone starts with; immutable.
 *
 * @param pages managed pages, 8..65536
 * @param min watermark in pages; {@code low} and {@code high} above it, all below {@code pages}
 * @param lowmemReserve pages kept from requests that could use a lower zone
 * @param maxOrder largest order of a free block, 1..10 ({@code MAX_ORDER - 1})
 * @param pageblockOrder order of a page block, at most {@code maxOrder}
 * @param used pages of the kernel that are never freed and cannot move
 * @param lru pages of each {@link PageKind}, without the victims' memory
 * @param swap free pages of swap
 * @param victims processes that the OOM killer can kill, 0..8
 * @param victimPages anonymous pages of each
 * @param holes 0: free memory is contiguous; n: it lies in blocks of order n - 1 between occupied ones
 * @param pcpBatch pages moved between the per-CPU list and the buddy lists at a time; 0 = no per-CPU list
 * @param congestedAt the device is congested while so many pages are under writeback; 0 = never
 * @param compaction 0: not configured; 1: its results follow from the memory's state; 2: they may also be others that
 *     the kernel could give
 * @param kswapd whether a kswapd runs
 * @param refill whether a reader brings reclaimed pages back while there is free memory
 * @param memcg the cgroup that {@code __GFP_ACCOUNT} requests are charged to, or {@link MemcgConfig#NONE}
 * @param storageSuspended {@code pm_suspended_storage}
 * @param oomDisabled {@code oom_killer_disabled}
 * @param scan how much reclaim looks at
 */
public record ZoneConfig(
        int pages,
        int min,
        int low,
        int high,
        int lowmemReserve,
        int maxOrder,
        int pageblockOrder,
        int used,
        Lru lru,
        int swap,
        int victims,
        int victimPages,
        int holes,
        int pcpBatch,
        int congestedAt,
        int compaction,
        boolean kswapd,
        boolean refill,
        MemcgConfig memcg,
        boolean storageSuspended,
        boolean oomDisabled,
        Scan scan) {

    /**
     * How much reclaim looks at; small zones scale it down with their lists.
     *
     * @param cluster pages taken off a list at once, and what a direct reclaimer wants: {@code SWAP_CLUSTER_MAX}
     * @param priority a list is scanned by 1/2^priority first: {@code DEF_PRIORITY}
     */
    public record Scan(int cluster, int priority) {
        /** As in the kernel. */
        public static final Scan KERNEL = new Scan(32, 12);
    }

    /** Pages of each kind at the start. */
    public record Lru(int clean, int dirty, int writeback, int anon) {
        int total() {
            return clean + dirty + writeback + anon;
        }
    }

    /** The most processes for the OOM killer. */
    public static final int VICTIMS_MAX = 8;

    public ZoneConfig {
        require(pages >= 8 && pages <= 65536, "has " + pages + " pages; accepted are 8..65536");
        require(
                0 < min && min <= low && low <= high && high < pages,
                "has the watermarks " + min + "/" + low + "/" + high + " in " + pages
                        + " pages; accepted is 0 < min <= low <= high < pages");
        require(maxOrder >= 1 && maxOrder <= 10, "has max-order " + maxOrder + "; accepted are 1..10");
        require(
                pageblockOrder >= 0 && pageblockOrder <= maxOrder,
                "has pageblock-order " + pageblockOrder + "; accepted are 0.." + maxOrder + ", its max-order");
        require(victims >= 0 && victims <= VICTIMS_MAX, "has " + victims + " victims; accepted are 0.." + VICTIMS_MAX);
        int occupied = used + lru.total() + victims * victimPages;
        require(
                occupied <= pages,
                "has " + occupied
                        + " pages in use at the start (used, clean, dirty, writeback, anon, victims), but only " + pages
                        + " in total");
        require(holes >= 0 && holes <= maxOrder, "has holes " + holes + "; accepted are 0.." + maxOrder);
    }

    private static void require(boolean ok, String what) {
        if (!ok) {
            throw new IllegalArgumentException("The zone " + what + ".");
        }
    }

    /** The watermark that an index of {@link AllocFlags#WMARK_MASK} names. */
    int mark(int allocFlags) {
        return switch (allocFlags & AllocFlags.WMARK_MASK) {
            case AllocFlags.WMARK_MIN -> min;
            case AllocFlags.WMARK_LOW -> low;
            default -> high;
        };
    }

    int anonAtStart() {
        return lru.anon() + victims * victimPages;
    }

    int freeAtStart() {
        return pages - used - lru.total() - victims * victimPages;
    }
}
