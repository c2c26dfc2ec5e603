package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmalloc.c, v4.17, map_vm_area} as {@code __vmalloc} calls it for a buffer: the page table is allocated with
 * {@code GFP_KERNEL} whatever mask the caller gave, so a caller that must not sleep does. Since 502624bdad3d dm-bufio puts
 * a NOIO scope around it when its mask has NORETRY; without the scope reclaim may enter the shrinker of the very client
 * whose lock is held.
 */
final class MapVmArea extends BufioFrame<MapVmArea.At> {
    enum At {
        ENTRY,
        ALLOCATED
    }

    private int gfp;
    private boolean scoped;
    private int savedFlags;

    MapVmArea(int client, int gfp, DmBufioVariants.VmallocScope scope) {
        super(At.ENTRY, client);
        this.gfp = gfp;
        this.scoped = scope == DmBufioVariants.VmallocScope.NOIO;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                savedFlags = current.flags();
                if (scoped && (gfp & Gfp.NORETRY) != 0) {
                    current.setFlags(savedFlags | TaskFlags.PF_MEMALLOC_NOIO);
                }
                yield call(current, c.allocator(w).allocPages(Gfp.GFP_KERNEL, 0), At.ALLOCATED);
            }
            case ALLOCATED -> {
                current.setFlags(savedFlags);
                if (current.ret() != PageAllocator.NULL) {
                    c.keepPageTable();
                }
                yield ret(current);
            }
        };
    }

    @Override
    public String function() {
        return "map_vm_area";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        scoped = f.of(scoped);
        savedFlags = f.of(savedFlags);
    }
}
