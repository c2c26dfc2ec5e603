package dev.gfpfuzz.model.fs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * Writes all that is dirty: {@code fs/sync.c, v4.17, vfs_fsync}, which returns the error to its user, or {@code fs/super.c,
 * v4.17, generic_shutdown_super}, which ignores it and drops the pages that are left.
 */
public final class SyncFilesystem extends FsFrame<SyncFilesystem.At> {
    enum At {
        ENTRY,
        SYNCED
    }

    /** Who asks. */
    public enum Caller {
        FSYNC,
        UMOUNT
    }

    private Caller caller;

    public SyncFilesystem(int filesystem, Caller caller) {
        super(At.ENTRY, filesystem);
        this.caller = caller;
    }

    @Override
    Next step(World w, Task current, Filesystem fs) {
        return switch (at) {
            case ENTRY -> {
                w.emit(FsEvent.SYNC_BEGINS, current, fs.id(), fs.dirty());
                yield call(current, new DoWritepages(fs.id()), At.SYNCED);
            }
            case SYNCED -> {
                boolean failed = current.ret() != 0;
                if (failed && caller == Caller.FSYNC) {
                    w.emit(FsEvent.ERROR_REPORTED, current, fs.id());
                }
                if (caller == Caller.UMOUNT && fs.dirty() > 0) {
                    w.emit(FsEvent.PAGES_DROPPED, current, fs.id(), fs.dirty());
                    fs.drop();
                }
                yield ret(current);
            }
        };
    }

    @Override
    public String function() {
        return caller == Caller.FSYNC ? "vfs_fsync" : "generic_shutdown_super";
    }

    @Override
    void locals(Fields f) {
        caller = f.of(caller);
    }
}
