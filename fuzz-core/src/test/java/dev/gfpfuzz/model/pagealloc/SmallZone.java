package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.model.memcg.MemcgConfig;

/** Configurations of zones for tests: 64 pages, watermarks 8, 10, 12, orders up to 5, and what a test changes. */
final class SmallZone {
    private int pages = 64;
    private int min = 8;
    private int low = 10;
    private int high = 12;
    private int lowmemReserve;
    private int maxOrder = 5;
    private int pageblockOrder = 3;
    private int used;
    private int clean;
    private int dirty;
    private int anon;
    private int swap;
    private int victims;
    private int victimPages;
    private int holes;
    private boolean kswapd;
    private boolean suspended;
    private MemcgConfig memcg = MemcgConfig.NONE;

    SmallZone pages(int n) {
        pages = n;
        return this;
    }

    SmallZone marks(int newMin, int newLow, int newHigh) {
        min = newMin;
        low = newLow;
        high = newHigh;
        return this;
    }

    SmallZone lowmemReserve(int n) {
        lowmemReserve = n;
        return this;
    }

    SmallZone maxOrder(int n) {
        maxOrder = n;
        return this;
    }

    SmallZone pageblockOrder(int n) {
        pageblockOrder = n;
        return this;
    }

    /** Pages free at the start; the kernel uses what nothing else does. */
    SmallZone free(int n) {
        used = pages - n - clean - dirty - anon - victims * victimPages;
        return this;
    }

    SmallZone clean(int n) {
        clean = n;
        return this;
    }

    SmallZone dirty(int n) {
        dirty = n;
        return this;
    }

    SmallZone anon(int n, int swapPages) {
        anon = n;
        swap = swapPages;
        return this;
    }

    SmallZone victims(int n, int pagesOfEach) {
        victims = n;
        victimPages = pagesOfEach;
        return this;
    }

    SmallZone holes(int n) {
        holes = n;
        return this;
    }

    SmallZone kswapd() {
        kswapd = true;
        return this;
    }

    SmallZone suspended() {
        suspended = true;
        return this;
    }

    SmallZone memcg(MemcgConfig config) {
        memcg = config;
        return this;
    }

    ZoneConfig config() {
        return new ZoneConfig(
                pages,
                min,
                low,
                high,
                lowmemReserve,
                maxOrder,
                pageblockOrder,
                used,
                new ZoneConfig.Lru(clean, dirty, 0, anon),
                swap,
                victims,
                victimPages,
                holes,
                0,
                0,
                1,
                kswapd,
                false,
                memcg,
                suspended,
                false,
                ZoneConfig.Scan.KERNEL);
    }
}
