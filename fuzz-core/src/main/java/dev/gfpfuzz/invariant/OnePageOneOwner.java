package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.pagealloc.PageEvent;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * No page has two owners, none is freed twice, and no page that somebody owns is on a free list.
 *
 * <p>Mutant that it catches: {@code __alloc_pages_nodemask = frees-twice}.
 */
public final class OnePageOneOwner extends ZoneInvariant {
    private int ghost;

    @Override
    public String name() {
        return "one-page-one-owner";
    }

    @Override
    public String statement() {
        return "A page is given to one user at a time, and comes back once.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, rmqueue, __free_pages, the failed charge in __alloc_pages_nodemask";
    }

    @Override
    public String companion() {
        return "a page is given back";
    }

    @Override
    void placeGhost(WorldBuilder world) {
        int pages = partsOf(world, Zone.class).get(0).config().pages();
        ghost = world.place("ghost:page-owners", new OwnersGhost(pages)).id();
    }

    @Override
    public List<Event> hears() {
        return List.of(PageEvent.BLOCK_TAKEN, PageEvent.BLOCK_FREED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == PageEvent.BLOCK_TAKEN || event == PageEvent.BLOCK_FREED) {
            boolean taken = event == PageEvent.BLOCK_TAKEN;
            OwnersGhost owners = w.look(ghost);
            for (int page = Zone.pfn(a); page < Zone.pfn(a) + (1 << Zone.order(a)); page++) {
                if (owners.owned(page) == taken) {
                    broken(
                            w,
                            task,
                            taken
                                    ? "Task " + task.name() + " is given page " + page + ", which somebody owns."
                                    : "Task " + task.name() + " frees page " + page + ", which nobody owns.",
                            taken ? "owned page given away" : "page freed twice");
                    return;
                }
                owners.own(page, taken);
            }
            if (!taken) {
                exercised(w);
            }
        }
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
        OwnersGhost owners = w.look(ghost);
        for (int type = 0; type < Zone.TYPES; type++) {
            for (int order = 0; order <= z.config().maxOrder(); order++) {
                for (int word = 0;
                        z.nrFree(type, order) > 0 && word << 6 < z.config().pages();
                        word++) {
                    long owned = owners.owned(word, z.freePages(type, order, word));
                    if (owned != 0) {
                        broken(
                                w,
                                task,
                                "Page " + ((word << 6) + Long.numberOfTrailingZeros(owned)) + " of " + z.name()
                                        + " is owned and on the free list of order " + order + ".",
                                "owned page on a free list");
                        return;
                    }
                }
            }
        }
    }
}
