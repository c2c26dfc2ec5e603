package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.Arrays;

/**
 * No page is in two free blocks, and the number of blocks on a list is the number kept for it.
 *
 * <p>Mutant that it catches: {@code __free_one_page = wrong-buddy}.
 */
public final class FreeBlocksDisjoint extends ZoneInvariant {
    private static final int FREE = -1;

    private long[] covered = {};

    @Override
    public String name() {
        return "free-blocks-disjoint";
    }

    @Override
    public String statement() {
        return "No two free blocks overlap, each is inside the zone, and nr_free is the length of its list.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __free_one_page, page_is_buddy";
    }

    @Override
    public String companion() {
        return "two free blocks lie next to each other";
    }

    @Override
    public boolean changesOnly() {
        return true;
    }

    @Override
    public void afterStep(World w, Task task) {
        Zone z = zone(w);
        if (!z.changedFor(index())) {
            return;
        }
        int words = z.config().pages() + 63 >> 6;
        if (covered.length < words) {
            covered = new long[words];
        }
        Arrays.fill(covered, 0);
        for (int type = 0; type < Zone.TYPES; type++) {
            for (int order = 0; order <= z.config().maxOrder(); order++) {
                if (!list(w, task, z, type, order)) {
                    return;
                }
            }
        }
    }

    private boolean list(World w, Task task, Zone z, int type, int order) {
        int blocks = 0;
        for (int pfn = z.nextFree(type, order, 0); pfn >= 0; pfn = z.nextFree(type, order, pfn + 1)) {
            blocks++;
            int overlap = pfn + (1 << order) > z.config().pages() ? z.config().pages() : cover(pfn, order);
            if (overlap != FREE) {
                broken(
                        w,
                        task,
                        "The free order-" + order + " block at page " + pfn + " of " + z.name()
                                + " overlaps another free block or the zone's end at page " + overlap + ".",
                        "free blocks overlap");
                return false;
            }
            if (pfn > 0 && (covered[pfn - 1 >> 6] >>> pfn - 1 & 1) != 0) {
                exercised(w);
            }
        }
        if (blocks != z.nrFree(type, order)) {
            broken(
                    w,
                    task,
                    "Zone " + z.name() + " counts " + z.nrFree(type, order) + " free blocks of order " + order
                            + ", but " + blocks + " are on the list.",
                    "nr_free differs");
            return false;
        }
        return true;
    }

    /** Adds a block's pages to those covered; returns the first that was among them, or {@link #FREE}. */
    private int cover(int pfn, int order) {
        for (int word = pfn >> 6; word <= pfn + (1 << order) - 1 >> 6; word++) {
            long pages = Zone.pagesInWord(pfn, order, word);
            long twice = covered[word] & pages;
            if (twice != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(twice);
            }
            covered[word] |= pages;
        }
        return FREE;
    }
}
