package dev.gfpfuzz.model.fs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code include/linux/fs.h, v4.17, inode_lock}. Left with the lock held; returns 1. */
public final class InodeLock extends FsFrame<InodeLock.At> {
    enum At {
        ENTRY,
        LOCKED
    }

    public InodeLock(int filesystem) {
        super(At.ENTRY, filesystem);
    }

    @Override
    Next step(World w, Task current, Filesystem fs) {
        return switch (at) {
            case ENTRY -> lockThen(current, fs.lock(), At.LOCKED);
            case LOCKED -> ret(current, 1);
        };
    }

    @Override
    public String function() {
        return "inode_lock";
    }

    @Override
    void locals(Fields f) {}
}
