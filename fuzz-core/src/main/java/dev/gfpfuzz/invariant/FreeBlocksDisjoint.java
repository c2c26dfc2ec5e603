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
        // If a list that is said to be empty is not, one that is said not to be has too few blocks: that one is told.
        boolean emptyToo = !z.sumsOfFreeAgree();
        for (int type = 0; type < Zone.TYPES; type++) {
            for (int order = 0; order <= z.config().maxOrder(); order++) {
                if ((emptyToo || z.nrFree(type, order) > 0) && !list(w, task, z, type, order)) {
                    return;
                }
            }
        }
    }

    private boolean list(World w, Task task, Zone z, int type, int order) {
        int blocks = 0;
        for (int word = 0; word << 6 < z.config().pages(); word++) {
            long pages = z.freePages(type, order, word);
            if (pages == 0) {
                continue;
            }
            long outside =
                    z.config().pages() >> 6 > word ? 0 : -1L << z.config().pages();
            long twice = pages & (covered[word] | outside);
            if (twice != 0) {
                overlaps(w, task, z, order, (word << 6) + Long.numberOfTrailingZeros(twice));
                return false;
            }
            covered[word] |= pages;
            long heads = z.freeHeads(type, order, word);
            long before = covered[word] << 1 | (word == 0 ? 0 : covered[word - 1] >>> 63);
            if ((heads & before) != 0) {
                exercised(w);
            }
            blocks += Long.bitCount(heads);
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

    private void overlaps(World w, Task task, Zone z, int order, int page) {
        broken(
                w,
                task,
                "The free order-" + order + " block at page " + (page & -(1 << order)) + " of " + z.name()
                        + " overlaps another free block or the zone's end at page " + page + ".",
                "free blocks overlap");
    }
}
