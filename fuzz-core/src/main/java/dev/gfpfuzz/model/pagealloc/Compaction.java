package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.SlowpathRules.costly;

/**
 * {@code mm/compaction.c, v4.17}: whether compaction is worth trying, and the work itself as one step: the aligned block
 * that can be emptied with the fewest moves is emptied. Left out: scanner positions, page blocks that async mode skips,
 * kcompactd.
 */
final class Compaction {
    /** {@code COMPACT_PRIO_SYNC_FULL}, the highest. */
    static final int MIN_COMPACT_PRIORITY = 0;
    /** {@code COMPACT_PRIO_SYNC_LIGHT}. */
    static final int DEF_COMPACT_PRIORITY = 1;
    /** {@code COMPACT_PRIO_ASYNC}. */
    static final int INIT_COMPACT_PRIORITY = 2;

    private static final int EXTFRAG_THRESHOLD = 500;

    private Compaction() {}

    static long pack(int order, int priority) {
        return priority << 4 | order;
    }

    /** {@code compact_gap}. */
    static int gap(int order) {
        return 2 << order;
    }

    /** {@code compaction_suitable}: SUCCESS, SKIPPED or CONTINUE. */
    static CompactResult suitable(Zone z, int order, int allocFlags) {
        CompactResult r = suitable(z, order, allocFlags, z.nrFreePages());
        if (r == CompactResult.CONTINUE && costly(order)) {
            int index = fragmentationIndex(z, order);
            if (index >= 0 && index <= EXTFRAG_THRESHOLD) {
                return CompactResult.SKIPPED;
            }
        }
        return r;
    }

    /** {@code __compaction_suitable}, if {@code free} pages were free. The order-0 test knows no rights. */
    static CompactResult suitable(Zone z, int order, int allocFlags, int free) {
        Watermark watermark = z.variants().watermark();
        if (watermark.ok(z, order, z.config().mark(allocFlags), allocFlags)) {
            return CompactResult.SUCCESS;
        }
        int mark = (costly(order) ? z.config().low() : z.config().min()) + gap(order);
        return watermark.ok(z, 0, mark, 0, free) ? CompactResult.CONTINUE : CompactResult.SKIPPED;
    }

    /** {@code mm/vmstat.c, fragmentation_index}: towards 0 memory is short, towards 1000 it is fragmented. */
    static int fragmentationIndex(Zone z, int order) {
        int requested = 1 << order;
        int blocks = 0;
        for (int type = 0; type < FreeLists.TYPES; type++) {
            for (int o = 0; o <= z.config().maxOrder(); o++) {
                blocks += z.nrFree(type, o);
                if (o >= order && z.nrFree(type, o) > 0) {
                    return -1000;
                }
            }
        }
        return blocks == 0 ? 0 : 1000 - (1000 + z.nrFreePages() * 1000 / requested) / blocks;
    }

    /** First page of the block that can be emptied with the fewest moves, or {@link FreeLists#NONE}. */
    static int candidate(Zone z, int order) {
        int best = FreeLists.NONE;
        int fewest = Integer.MAX_VALUE;
        int targets = targets(z);
        for (int pfn = 0; pfn + (1 << order) <= z.config().pages(); pfn += 1 << order) {
            int moves = moves(z, pfn, order);
            boolean room = moves <= targets - ((1 << order) - moves);
            if (moves > 0 && moves < fewest && room && z.pageblockType(pfn) == FreeLists.ORDINARY) {
                best = pfn;
                fewest = moves;
            }
        }
        return best;
    }

    /** {@code suitable_migration_target}: free pages to which others may be moved; high-atomic blocks have none. */
    private static int targets(Zone z) {
        int pages = 0;
        for (int o = 0; o <= z.config().maxOrder(); o++) {
            pages += z.nrFree(FreeLists.ORDINARY, o) << o;
        }
        return pages;
    }

    /** Pages to be moved out of a block, or the greatest int if one of them cannot. */
    private static int moves(Zone z, int start, int order) {
        int moves = 0;
        for (int pfn = start; pfn < start + (1 << order); pfn++) {
            if (movable(z, pfn)) {
                moves++;
            } else if (!inFreeBlock(z, pfn)) {
                return Integer.MAX_VALUE;
            }
        }
        return moves;
    }

    private static boolean movable(Zone z, int pfn) {
        return z.sets().kind(PageKind.CLEAN).contains(z.bits(), pfn)
                || z.sets().kind(PageKind.DIRTY).contains(z.bits(), pfn)
                || z.sets().kind(PageKind.DIRTY_RECLAIM).contains(z.bits(), pfn)
                || z.sets().kind(PageKind.ANON).contains(z.bits(), pfn)
                || z.swapCacheOnList() > 0 && z.sets().kind(PageKind.SWAP_CACHE).contains(z.bits(), pfn);
    }

    private static boolean inFreeBlock(Zone z, int pfn) {
        for (int o = 0; o <= z.config().maxOrder(); o++) {
            if (z.isFree(FreeLists.ORDINARY, o, pfn >> o << o)) {
                return true;
            }
        }
        return false;
    }

    /** Empties the block: its free pages are taken off the lists, its other pages moved to free ones elsewhere. */
    static void empty(Zone z, int start, int order) {
        int end = start + (1 << order);
        for (int o = 0; o < order; o++) {
            for (int pfn = start; pfn < end; pfn += 1 << o) {
                if (z.isFree(FreeLists.ORDINARY, o, pfn)) {
                    z.delFree(FreeLists.ORDINARY, o, pfn);
                }
            }
        }
        for (int k = 0; k < z.kinds(); k++) {
            PageSets.PageSet set = z.sets().kind(PageKind.of(k));
            for (int pfn = set.next(z.bits(), start); pfn >= 0 && pfn < end; pfn = set.next(z.bits(), pfn + 1)) {
                set.remove(z.bits(), pfn);
                set.add(z.bits(), Rmqueue.smallest(z, 0, FreeLists.ORDINARY));
            }
        }
        z.variants().freeOnePage().free(z, start, order);
    }
}
