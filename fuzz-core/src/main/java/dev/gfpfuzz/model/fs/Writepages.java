package dev.gfpfuzz.model.fs;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code include/linux/fs.h, v4.17, address_space_operations.writepages} of some filesystem: with its lock held it
 * allocates a page for each dirty page that it writes, with a mask that may fail. Returns 0 or {@link #ENOMEM}. In the
 * other shape the endless attempts are a wait for memory.
 */
final class Writepages extends FsFrame<Writepages.At> {
    enum At {
        ENTRY,
        LOCKED,
        ALLOCATED,
        UNLOCKED
    }

    /** What it does without memory. */
    enum Shape {
        FAILS,
        LOOPS
    }

    static final int ENOMEM = -12;

    private static final int MASK = Gfp.GFP_NOFS | Gfp.RETRY_MAYFAIL;

    private int err;

    Writepages(int filesystem) {
        super(At.ENTRY, filesystem);
    }

    @Override
    Next step(World w, Task current, Filesystem fs) {
        return switch (at) {
            case ENTRY -> lockThen(current, fs.lock(), At.LOCKED);
            case LOCKED ->
                fs.dirty() == 0
                        ? unlock(w, current, fs)
                        : call(current, w.<PageAllocator>part(fs.allocator()).allocPages(MASK, 0), At.ALLOCATED);
            case ALLOCATED -> {
                long page = current.ret();
                if (page != PageAllocator.NULL) {
                    fs.written();
                    w.emit(FsEvent.PAGE_WRITTEN, current, fs.id());
                    w.<PageAllocator>part(fs.allocator()).freePages(w, current, page);
                    yield pauseAt(At.LOCKED);
                }
                w.emit(FsEvent.WRITE_LACKS_MEMORY, current, fs.id());
                if (fs.writepages() == Shape.LOOPS) {
                    yield awaitThen(current, At.LOCKED);
                }
                err = ENOMEM;
                yield unlock(w, current, fs);
            }
            case UNLOCKED -> ret(current, err);
        };
    }

    private Next unlock(World w, Task current, Filesystem fs) {
        w.<Mutex>part(fs.lock()).unlock(w, current);
        return pauseAt(At.UNLOCKED);
    }

    @Override
    protected boolean ready(World w, Task current) {
        return !w.<PageAllocator>look(look(w).allocator()).exhausted();
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "a page to come free, asking again and again";
    }

    @Override
    public String function() {
        return "writepages";
    }

    @Override
    void locals(Fields f) {
        err = f.of(err);
    }
}
