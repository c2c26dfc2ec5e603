package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * Two free buddies are one free block of the next order.
 *
 * <p>Mutant that it catches: {@code __free_one_page = merge-once}.
 */
public final class BuddiesMerged extends ZoneInvariant {
    @Override
    public String name() {
        return "buddies-merged";
    }

    @Override
    public String statement() {
        return "After a free no two buddies of one order below the largest and of one type are both free.";
    }

    @Override
    public String source() {
        return "mm/page_alloc.c, v4.17, __free_one_page";
    }

    @Override
    public String companion() {
        return "there are free blocks of at least two orders";
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
        int orders = 0;
        for (int order = 0; order <= z.config().maxOrder(); order++) {
            for (int type = 0; type < Zone.TYPES; type++) {
                if (z.nrFree(type, order) == 0) {
                    continue;
                }
                orders++;
                int pfn = z.unmergedBuddies(type, order);
                if (pfn >= 0) {
                    broken(
                            w,
                            task,
                            "The order-" + order + " blocks at pages " + pfn + " and " + (pfn + (1 << order)) + " of "
                                    + z.name() + " are buddies, and both are free.",
                            "free buddies not merged");
                    return;
                }
            }
        }
        if (orders > 1) {
            exercised(w);
        }
    }
}
