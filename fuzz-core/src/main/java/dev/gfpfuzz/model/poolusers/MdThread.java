package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code drivers/md/md.c, v4.12, md_update_sb}: the metadata thread, a daemon; writes the superblock for the writers. */
public final class MdThread extends Frame<MdThread.At> {
    enum At {
        IDLE,
        WANTED,
        BIO_TAKEN,
        BIO_FREED
    }

    /** Which set synchronous I/O draws from. */
    public enum Shape {
        OWN_SET,
        SHARED_SET
    }

    private int mddev;

    public MdThread(int mddev) {
        super(At.IDLE);
        this.mddev = mddev;
    }

    @Override
    protected Next step(World w, Task thread) {
        Mddev md = w.part(mddev);
        int set = md.shape() == Shape.OWN_SET ? md.syncSet() : md.bioSet();
        Mempool pool = w.part(set);
        return switch (at) {
            case IDLE -> awaitThen(thread, At.WANTED);
            case WANTED -> call(thread, pool.variants().alloc().enter(set, Gfp.GFP_NOIO), At.BIO_TAKEN);
            case BIO_TAKEN -> call(thread, pool.variants().free().enter(set, thread.ret()), At.BIO_FREED);
            case BIO_FREED -> {
                md.markDirty();
                yield awaitThen(thread, At.WANTED);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task thread) {
        return w.<Mddev>look(mddev).updateWanted();
    }

    @Override
    public String waitsFor(World w, Task thread) {
        return "a writer that wants the metadata updated";
    }

    @Override
    public String function() {
        return "md_update_sb";
    }

    @Override
    protected void fields(Fields f) {
        mddev = f.of(mddev);
    }
}
