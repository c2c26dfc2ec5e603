package dev.gfpfuzz.model.fs;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code include/linux/fs.h, v4.17, inode_unlock}. Entered with the lock held. */
public final class InodeUnlock extends FsFrame<InodeUnlock.At> {
    enum At {
        ENTRY,
        UNLOCKED
    }

    public InodeUnlock(int filesystem) {
        super(At.ENTRY, filesystem);
    }

    @Override
    Next step(World w, Task current, Filesystem fs) {
        return switch (at) {
            case ENTRY -> {
                w.<Mutex>part(fs.lock()).unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> ret(current);
        };
    }

    @Override
    public String function() {
        return "inode_unlock";
    }

    @Override
    void locals(Fields f) {}
}
