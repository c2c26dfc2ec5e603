package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.fs.Filesystem;
import dev.gfpfuzz.model.fs.InodeLock;
import dev.gfpfuzz.model.fs.InodeUnlock;
import dev.gfpfuzz.model.fs.SyncFilesystem;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.scenario.Vocabulary.VarType;
import java.util.List;

/** Words for filesystems. */
final class FilesystemWords implements Vocabulary.Words {
    private static final Arg FILESYSTEM = new Arg.Obj("filesystem");
    private static final VarType HELD = new VarType("lock", 0);

    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "filesystem",
                "a filesystem with one file and one lock",
                List.of(
                        new Param("dirty", 0, 0, Filesystem.DIRTY_MAX, "dirty pages of its file"),
                        new Param(
                                "private",
                                0,
                                0,
                                1,
                                "1: the zone's page cache carries its private data, released under its lock",
                                false)),
                true,
                (site, name, p) -> Filesystem.place(
                        site.world(), name, site.memory(), p.get("dirty"), p.get("private") == 1, site.profile())));
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(
                new OperationKind(
                        "inode_lock",
                        "inode_lock",
                        "takes the filesystem's lock",
                        List.of(FILESYSTEM),
                        HELD,
                        -1,
                        (w, a) -> new InodeLock((int) a[0])),
                new OperationKind(
                        "inode_unlock",
                        "inode_unlock",
                        "drops the filesystem's lock",
                        List.of(FILESYSTEM, new Arg.Var(HELD)),
                        null,
                        1,
                        (w, a) -> new InodeUnlock((int) a[0])),
                sync("fsync", "vfs_fsync", "writes what is dirty, or reports the error", SyncFilesystem.Caller.FSYNC),
                sync(
                        "umount",
                        "generic_shutdown_super",
                        "writes what is dirty and drops the rest",
                        SyncFilesystem.Caller.UMOUNT));
    }

    private static OperationKind sync(String verb, String function, String about, SyncFilesystem.Caller caller) {
        return new OperationKind(
                verb, function, about, List.of(FILESYSTEM), null, -1, (w, a) -> new SyncFilesystem((int) a[0], caller));
    }
}
