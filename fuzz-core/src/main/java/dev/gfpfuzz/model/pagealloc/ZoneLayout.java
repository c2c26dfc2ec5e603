package dev.gfpfuzz.model.pagealloc;

/**
 * Puts a zone's pages where the configuration wants them. Without holes: used pages lowest, then the LRU pages, free
 * memory at the top. With holes: blocks of free memory, each followed by as much occupied memory, as long as there is
 * some of both; first the used pages become such walls, then the LRU pages.
 */
final class ZoneLayout {
    private final ZoneConfig config;
    private final int[] left;
    private int free;
    private int used;

    ZoneLayout(ZoneConfig config) {
        this.config = config;
        ZoneConfig.Lru lru = config.lru();
        left = new int[PageKind.count(config.swap())];
        left[PageKind.CLEAN.ordinal()] = lru.clean();
        left[PageKind.DIRTY.ordinal()] = lru.dirty();
        left[PageKind.WRITEBACK.ordinal()] = lru.writeback();
        left[PageKind.ANON.ordinal()] = config.anonAtStart();
        free = config.freeAtStart();
        used = config.used();
    }

    void fill(Zone z) {
        boolean[] isFree = places();
        for (int pfn = 0; pfn < config.pages(); pfn++) {
            if (!isFree[pfn] && used > 0) {
                used--;
            } else if (!isFree[pfn]) {
                z.addLru(nextKind(), pfn);
            }
        }
        for (int order = config.maxOrder(); order >= 0; order--) {
            for (int pfn = 0; pfn + (1 << order) <= config.pages(); pfn += 1 << order) {
                if (wholly(isFree, pfn, order)) {
                    z.addFree(FreeLists.ORDINARY, order, pfn);
                    for (int i = 0; i < 1 << order; i++) {
                        isFree[pfn + i] = false;
                    }
                }
            }
        }
    }

    private boolean[] places() {
        boolean[] isFree = new boolean[config.pages()];
        int rest = free;
        int occupied = config.pages() - free;
        int run = config.holes() == 0 ? 0 : 1 << config.holes() - 1;
        int pfn = 0;
        while (run > 0 && rest >= run && occupied >= run && pfn + 2 * run <= config.pages()) {
            for (int i = 0; i < run; i++) {
                isFree[pfn + i] = true;
            }
            pfn += 2 * run;
            rest -= run;
            occupied -= run;
        }
        for (int i = config.pages() - 1; rest > 0; i--) {
            if (!isFree[i]) {
                isFree[i] = true;
                rest--;
            }
        }
        return isFree;
    }

    private PageKind nextKind() {
        for (int k = 0; k < left.length; k++) {
            if (left[k] > 0) {
                left[k]--;
                return PageKind.of(k);
            }
        }
        throw new IllegalStateException("More occupied pages than the configuration has");
    }

    private static boolean wholly(boolean[] isFree, int pfn, int order) {
        for (int i = 0; i < 1 << order; i++) {
            if (!isFree[pfn + i]) {
                return false;
            }
        }
        return true;
    }
}
