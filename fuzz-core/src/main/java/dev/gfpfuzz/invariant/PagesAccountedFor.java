package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * Every page is somewhere: free, on a per-CPU list, on the LRU lists or allocated.
 *
 * <p>Mutant that it catches: {@code expand = lose-half}.
 */
public final class PagesAccountedFor extends ZoneInvariant {
    @Override
    public String name() {
        return "pages-accounted-for";
    }

    @Override
    public String statement() {
        return "Free, per-CPU, LRU and allocated pages together are the zone's managed pages.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, expand, __free_one_page; include/linux/mmzone.h, managed_pages";
    }

    @Override
    public String companion() {
        return "a block has been split";
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
        if (z.nrFreePages() != z.config().pages() - z.config().used()) {
            exercised(w);
        }
        int found = z.nrFreePages() + z.nrPcpPages() + z.lruPages() + z.allocated();
        if (found != z.config().pages()) {
            broken(
                    w,
                    task,
                    "Zone " + z.name() + " has " + z.config().pages() + " pages, but " + z.nrFreePages()
                            + " are free, " + z.nrPcpPages() + " on the per-CPU list, " + z.lruPages()
                            + " on the LRU lists and " + z.allocated() + " allocated: " + found + " in all.",
                    found < z.config().pages() ? "pages lost" : "pages from nowhere");
        }
    }
}
