package dev.gfpfuzz.model.block;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.fs.Filesystem;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * {@code drivers/block/loop.c, v4.17, loop_kthread_worker_fn} and {@code loop_queue_work}: the kernel thread behind a loop
 * device. It serves one request at a time through the backing file: it takes the lock of the filesystem that the file is on,
 * where a scenario has one, and the filesystem allocates a page with {@code GFP_KERNEL}; the request is complete after that.
 *
 * <p>Until d0a255e795ab (v5.3) the thread was marked {@code PF_LESS_THROTTLE} only, so its reclaim could enter the
 * shrinker of a cache that waits for this very device. Since then it runs in a NOIO scope. Left out: the backing file's
 * pages, its mapping's mask.
 */
public final class LoopWorker extends CompleterFrame<LoopWorker.At> {
    enum At {
        ENTRY,
        REQUEST,
        FILE_LOCKED,
        ALLOCATED
    }

    /** The task flags that the thread runs with. */
    public static final Slot<Integer> FLAGS = new Slot<Integer>("loop_kthread_worker_fn", "drivers/block/loop.c")
            .variant("less-throttle", "v4.17: PF_LESS_THROTTLE", TaskFlags.PF_LESS_THROTTLE)
            .variant(
                    "noio",
                    "d0a255e795ab, v5.3: PF_LESS_THROTTLE and a NOIO scope",
                    TaskFlags.PF_LESS_THROTTLE | TaskFlags.PF_MEMALLOC_NOIO);

    /** Every slot of the block layer. */
    public static final List<Slot<?>> SLOTS = List.of(FLAGS);

    /** Instead of a filesystem: nothing to lock. */
    public static final int NO_FILESYSTEM = -1;

    private static final int NO_REQUEST = -1;

    private int allocator;
    private int flags;
    private int filesystem;
    private int request = NO_REQUEST;

    /**
     * @param flags a variant of {@link #FLAGS}
     * @param filesystem part id of the {@link Filesystem} that the backing file is on, or {@link #NO_FILESYSTEM}
     */
    public LoopWorker(int source, int allocator, int flags, int filesystem) {
        super(At.ENTRY, source);
        this.allocator = allocator;
        this.flags = flags;
        this.filesystem = filesystem;
    }

    @Override
    Next step(World w, Task worker, RequestSource from) {
        return switch (at) {
            case ENTRY -> {
                worker.setFlags(worker.flags() | flags | TaskFlags.PF_KTHREAD);
                yield awaitThen(worker, At.REQUEST);
            }
            case REQUEST -> {
                request = any(w, from);
                yield filesystem == NO_FILESYSTEM
                        ? goTo(At.FILE_LOCKED)
                        : lockThen(worker, w.<Filesystem>part(filesystem).lock(), At.FILE_LOCKED);
            }
            case FILE_LOCKED ->
                call(worker, w.<PageAllocator>part(allocator).allocPages(Gfp.GFP_KERNEL, 0), At.ALLOCATED);
            case ALLOCATED -> {
                long page = worker.ret();
                if (page != PageAllocator.NULL) {
                    w.<PageAllocator>part(allocator).freePages(w, worker, page);
                }
                complete(w, worker, from, request);
                request = NO_REQUEST;
                if (filesystem != NO_FILESYSTEM) {
                    w.<Mutex>part(w.<Filesystem>part(filesystem).lock()).unlock(w, worker);
                }
                yield awaitThen(worker, At.REQUEST);
            }
        };
    }

    @Override
    public String function() {
        return "loop_queue_work";
    }

    @Override
    void locals(Fields f) {
        allocator = f.of(allocator);
        flags = f.of(flags);
        filesystem = f.of(filesystem);
        request = f.item(source(), request);
    }
}
