package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * Somebody who reads a file again and again: while clean pages have been reclaimed and the fast path would succeed, one
 * comes back. What keeps reclaim busy without an end. A daemon. The test of the watermark alone is not enough: for order 0
 * it counts the high-atomic reserve as free ({@code mm/page_alloc.c}, v4.17, {@code zone_watermark_fast}), and whoever is
 * refused all the same would go round for ever here, where the kernel has it reclaim.
 */
final class PageCacheReader extends ZoneFrame<PageCacheReader.At> {
    enum At {
        START,
        READ
    }

    PageCacheReader(int zone) {
        super(At.START, zone);
    }

    @Override
    Next step(World w, Task current, Zone z) {
        if (at == At.READ) {
            int pfn = z.variants().rmqueue().take(z, 0, AllocFlags.WMARK_LOW);
            if (pfn != FreeLists.NONE) {
                z.addLru(PageKind.CLEAN, pfn);
            }
        }
        return awaitThen(current, At.READ);
    }

    @Override
    protected boolean ready(World w, Task current) {
        Zone z = look(w);
        return z.lru(PageKind.CLEAN) < z.config().lru().clean()
                && z.variants().watermark().fast(z, 0, z.config().low(), 0)
                && Rmqueue.hasPage(z);
    }

    @Override
    public String function() {
        return "readahead";
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "free memory to read into";
    }

    @Override
    void locals(Fields f) {}
}
