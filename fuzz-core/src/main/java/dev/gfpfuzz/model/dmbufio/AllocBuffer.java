package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, alloc_buffer} with {@code alloc_buffer_data}. No lock contract: it sleeps if the
 * mask has direct reclaim, and for a vmalloc area also if it has not. Returns a buffer that is linked nowhere, or NULL.
 * When the client's numbers for buffers are used up, which the kernel has no bound for, it fails as an allocation without
 * memory does. Left out: the separate allocation of the struct, slab caches; a block is one page.
 */
final class AllocBuffer extends BufioFrame<AllocBuffer.At> {
    enum At {
        ENTRY,
        ALLOCATED,
        MAPPED
    }

    private int gfp;
    private long handle = PageAllocator.NULL;

    AllocBuffer(int client, int gfp) {
        super(At.ENTRY, client);
        this.gfp = gfp;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> call(current, c.allocator(w).allocPages(gfp, 0), At.ALLOCATED);
            case ALLOCATED -> {
                handle = current.ret();
                if (handle == PageAllocator.NULL) {
                    w.emit(BufioEvent.ALLOCATION_FAILED, current, c.id());
                    yield ret(current, NULL);
                }
                yield c.pageTableMissing()
                        ? call(current, new MapVmArea(c.id(), gfp, c.variants().vmallocScope()), At.MAPPED)
                        : finish(w, current, c);
            }
            case MAPPED -> finish(w, current, c);
        };
    }

    private Next finish(World w, Task current, DmBufioClient c) {
        if (!c.canAdopt()) {
            c.allocator(w).freePages(w, current, handle);
            w.emit(BufioEvent.ALLOCATION_FAILED, current, c.id());
            return ret(current, NULL);
        }
        int b = c.adopt(handle);
        w.emit(BufioEvent.BUFFER_ALLOCATED, current, c.id(), b);
        return ret(current, b);
    }

    @Override
    public String function() {
        return "alloc_buffer";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        handle = f.of(handle);
    }
}
