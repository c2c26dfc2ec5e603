package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code mm/page_alloc.c, v4.17, __free_pages} as an operation of a program: a step of its own. */
final class FreePages extends Frame<FreePages.At> {
    enum At {
        ENTRY,
        FREE
    }

    private int memory;
    private long handle;

    FreePages(int memory, long handle) {
        super(At.ENTRY);
        this.memory = memory;
        this.handle = handle;
    }

    @Override
    protected Next step(World w, Task current) {
        return switch (at) {
            case ENTRY -> pauseAt(At.FREE);
            case FREE -> {
                w.<PageAllocator>part(memory).freePages(w, current, handle);
                yield ret(current);
            }
        };
    }

    @Override
    public String function() {
        return "__free_pages";
    }

    /** Holds what an allocator gave, never a number of an item. */
    @Override
    protected boolean visitsItems() {
        return true;
    }

    @Override
    protected void fields(Fields f) {
        memory = f.of(memory);
        handle = f.of(handle);
    }
}
