package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.block.LoopWorker;
import dev.gfpfuzz.model.dmbufio.CleanupOldBuffers;
import dev.gfpfuzz.model.dmbufio.DmBufio;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.model.dmbufio.DmBufioClientDestroy;
import dev.gfpfuzz.model.dmbufio.DmBufioConfig;
import dev.gfpfuzz.model.dmbufio.DmBufioVariants;
import dev.gfpfuzz.model.dmbufio.Forget;
import dev.gfpfuzz.model.dmbufio.NewFlag;
import dev.gfpfuzz.model.dmbufio.Prefetch;
import dev.gfpfuzz.model.dmbufio.ReleaseMove;
import dev.gfpfuzz.model.dmbufio.SetCacheSize;
import dev.gfpfuzz.model.dmbufio.VerityTasklet;
import dev.gfpfuzz.model.dmbufio.WriteDirtyBuffersAsyncCall;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.scenario.Vocabulary.VarType;
import dev.gfpfuzz.step.Part;
import java.util.List;
import java.util.Map;

/** Words for dm-bufio: the client and its calls. */
final class DmBufioWords implements Vocabulary.Words {
    private static final VarType BUFFER = new VarType("buffer", DmBufioClient.NULL, true);
    private static final Arg CLIENT = new Arg.Obj("dm-bufio");
    private static final Arg BLOCK = new Arg.Num("block", 0, 99, true);
    /** The blocks that follow it are meant as well. */
    private static final Arg FIRST_BLOCK = new Arg.Num("block", 0, 99);

    private static final Arg HELD = new Arg.Var(BUFFER);

    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "dm-bufio",
                "a dm-bufio client",
                List.of(
                        new Param("reserved", 1, 0, 8, "buffers in the reserve"),
                        new Param("buffers", 4, 0, 8, "buffers beyond the reserve that can exist at once"),
                        new Param(
                                "limit", 16, 1, 16, "its share of the cache: buffers above which the watermark evicts"),
                        new Param("minimum", 1, 1, 16, "buffers below which its share never falls; 8 in the kernel"),
                        new Param("retain", 0, 0, 16, "cached buffers that reclaim and cleanup leave alone"),
                        new Param("max-age", 0, 0, 3600, "seconds for which the cleanup leaves a buffer alone"),
                        new Param("cleanups", 0, 0, 8, "times that the cleanup work runs, every 30 seconds"),
                        new Param("io-errors", 0, 0, 1, "1: completions may report errors"),
                        new Param("vmalloc", 0, 0, 1, "1: blocks are vmalloc areas, which need a page table"),
                        new Param("no-sleep", 0, 0, 1, "1: the client may not sleep with its lock held (v6.1)"),
                        new Param(
                                "loop",
                                0,
                                0,
                                1,
                                "1: on a loop device, which needs memory to complete I/O, and the filesystem declared before",
                                false)),
                true,
                DmBufioWords::create));
    }

    private static Part create(Vocabulary.Site site, String name, Map<String, Integer> p) {
        int reserved = p.get("reserved");
        DmBufioConfig config = new DmBufioConfig(
                reserved,
                Math.max(1, reserved + p.get("buffers")),
                p.get("limit"),
                p.get("minimum"),
                p.get("retain"),
                p.get("max-age"),
                p.get("cleanups"),
                p.get("io-errors") == 1,
                p.get("vmalloc") == 1,
                p.get("no-sleep") == 1,
                p.get("loop") == 1);
        return DmBufio.create(
                site.world(),
                name,
                config,
                DmBufioVariants.of(site.profile()),
                site.profile().of(LoopWorker.FLAGS),
                site.filesystem(),
                site.memory());
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(
                get("read", "dm_bufio_read", "reads a block and holds its buffer", NewFlag.READ),
                get("get", "dm_bufio_get", "holds a block's buffer if it is cached", NewFlag.GET),
                get("new", "dm_bufio_new", "holds a buffer for a block without reading it", NewFlag.FRESH),
                new OperationKind(
                        "prefetch",
                        "dm_bufio_prefetch",
                        "starts reading blocks",
                        List.of(CLIENT, FIRST_BLOCK, new Arg.Num("count", 1, 8)),
                        null,
                        -1,
                        (w, a) -> new Prefetch((int) a[0], (int) a[1], (int) a[2])),
                new OperationKind(
                        "release",
                        "dm_bufio_release",
                        "lets a buffer go",
                        List.of(CLIENT, HELD),
                        null,
                        1,
                        (w, a) -> variants(w, a).release().enter((int) a[0], (int) a[1])),
                new OperationKind(
                        "mark_dirty",
                        "dm_bufio_mark_buffer_dirty",
                        "marks a held buffer dirty",
                        List.of(CLIENT, HELD),
                        null,
                        -1,
                        (w, a) -> variants(w, a).markBufferDirty().enter((int) a[0], (int) a[1])),
                new OperationKind(
                        "write",
                        "dm_bufio_write_dirty_buffers",
                        "writes all dirty buffers and waits",
                        List.of(CLIENT),
                        null,
                        -1,
                        (w, a) -> variants(w, a).writeDirtyBuffers().enter((int) a[0])),
                new OperationKind(
                        "write_async",
                        "dm_bufio_write_dirty_buffers_async",
                        "starts writing all dirty buffers",
                        List.of(CLIENT),
                        null,
                        -1,
                        (w, a) -> new WriteDirtyBuffersAsyncCall((int) a[0])),
                new OperationKind(
                        "release_move",
                        "dm_bufio_release_move",
                        "lets a buffer go and moves it to another block",
                        List.of(CLIENT, HELD, BLOCK),
                        null,
                        1,
                        (w, a) -> new ReleaseMove((int) a[0], (int) a[1], (int) a[2])),
                new OperationKind(
                        "cleanup",
                        "cleanup_old_buffers",
                        "evicts old buffers of all clients",
                        List.of(CLIENT),
                        null,
                        -1,
                        (w, a) -> new CleanupOldBuffers((int) a[0])),
                new OperationKind(
                        "set_cache_size",
                        "max_cache_size_bytes",
                        "sets the cache size; 0: no new buffers",
                        List.of(CLIENT, new Arg.Num("buffers", 0, 16)),
                        null,
                        -1,
                        (w, a) -> new SetCacheSize((int) a[0], (int) a[1])),
                new OperationKind(
                        "shrink",
                        "dm_bufio_shrink_scan",
                        "scans some buffers as reclaim does",
                        List.of(CLIENT, new Arg.Num("count", 1, 128), new Arg.Mask()),
                        null,
                        -1,
                        (w, a) -> variants(w, a).shrinkScan().enter((int) a[0], (int) a[2], (int) a[1])),
                new OperationKind(
                        "destroy",
                        "dm_bufio_client_destroy",
                        "writes and drops everything; nobody may use the client any more",
                        List.of(CLIENT),
                        null,
                        -1,
                        (w, a) -> new DmBufioClientDestroy((int) a[0])),
                new OperationKind(
                        "verity_tasklet",
                        "verity_tasklet",
                        "looks at a block in a softirq, if the client may not sleep",
                        List.of(CLIENT, BLOCK),
                        null,
                        -1,
                        (w, a) -> new VerityTasklet((int) a[0], (int) a[1])),
                new OperationKind(
                        "forget",
                        "dm_bufio_forget",
                        "drops a block from the cache if nobody uses it",
                        List.of(CLIENT, BLOCK),
                        null,
                        -1,
                        (w, a) -> new Forget((int) a[0], (int) a[1])));
    }

    private static OperationKind get(String verb, String function, String about, NewFlag nf) {
        return new OperationKind(
                verb,
                function,
                about,
                List.of(CLIENT, BLOCK),
                BUFFER,
                -1,
                (w, a) -> variants(w, a).newRead().enter((int) a[0], (int) a[1], nf));
    }

    private static DmBufioVariants variants(dev.gfpfuzz.step.World w, long[] args) {
        return w.<DmBufioClient>part((int) args[0]).variants();
    }
}
