package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, alloc_buffer}. No lock contract: it sleeps if the mask has direct reclaim.
 * Returns a buffer that is linked nowhere, or NULL. Left out: the separate allocation of the struct, slab caches and
 * vmalloc; a block is one page. When the client's numbers for buffers are used up, which the kernel has no bound for,
 * it fails as an allocation without memory does.
 */
final class AllocBuffer extends BufioFrame<AllocBuffer.At> {
    enum At {
        ENTRY,
        ALLOCATED
    }

    private int gfp;

    AllocBuffer(int client, int gfp) {
        super(At.ENTRY, client);
        this.gfp = gfp;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> call(current, c.allocator(w).allocPages(gfp, 0), At.ALLOCATED);
            case ALLOCATED -> {
                long handle = current.ret();
                if (handle == PageAllocator.NULL) {
                    yield ret(current, NULL);
                }
                if (!c.canAdopt()) {
                    c.allocator(w).freePages(w, current, handle);
                    yield ret(current, NULL);
                }
                int b = c.adopt(handle);
                w.emit(BufioEvent.BUFFER_ALLOCATED, current, c.id(), b);
                yield ret(current, b);
            }
        };
    }

    @Override
    public String function() {
        return "alloc_buffer";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
    }
}
