package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/md.c, v4.12, md_write_start} around a cloned write: holds the clone while it waits until the array's
 * metadata says dirty.
 */
public final class MdWrite extends Frame<MdWrite.At> {
    enum At {
        ENTRY,
        CLONED,
        MARKED_DIRTY,
        WRITTEN,
        FREED
    }

    private int mddev;
    private long clone;

    public MdWrite(int mddev) {
        super(At.ENTRY);
        this.mddev = mddev;
    }

    @Override
    protected Next step(World w, Task current) {
        Mddev md = w.part(mddev);
        Mempool set = w.part(md.bioSet());
        return switch (at) {
            case ENTRY -> call(current, set.variants().alloc().enter(md.bioSet(), Gfp.GFP_NOIO), At.CLONED);
            case CLONED -> {
                clone = current.ret();
                if (md.markedDirty()) {
                    yield pauseAt(At.WRITTEN);
                }
                md.wantUpdate();
                yield awaitThen(current, At.MARKED_DIRTY);
            }
            case MARKED_DIRTY -> pauseAt(At.WRITTEN);
            case WRITTEN -> call(current, set.variants().free().enter(md.bioSet(), clone), At.FREED);
            case FREED -> ret(current);
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return w.<Mddev>look(mddev).markedDirty();
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "the array's metadata to say dirty";
    }

    @Override
    public String function() {
        return "md_write_start";
    }

    @Override
    protected void fields(Fields f) {
        mddev = f.of(mddev);
        clone = f.of(clone);
    }
}
