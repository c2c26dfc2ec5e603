package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.dmbufio.DmBufio;
import dev.gfpfuzz.model.dmbufio.DmBufioClient;
import dev.gfpfuzz.model.dmbufio.DmBufioConfig;
import dev.gfpfuzz.model.dmbufio.DmBufioVariants;
import dev.gfpfuzz.model.dmbufio.Forget;
import dev.gfpfuzz.model.dmbufio.NewFlag;
import dev.gfpfuzz.model.dmbufio.NewRead;
import dev.gfpfuzz.model.dmbufio.Prefetch;
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
    private static final VarType BUFFER = new VarType("buffer", DmBufioClient.NULL);
    private static final Arg CLIENT = new Arg.Obj("dm-bufio");
    private static final Arg BLOCK = new Arg.Num("block", 0, 99);
    private static final Arg HELD = new Arg.Var(BUFFER);

    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "dm-bufio",
                "a dm-bufio client",
                List.of(
                        new Param("reserved", 1, 0, 8, "buffers in the reserve"),
                        new Param("buffers", 4, 0, 8, "buffers beyond the reserve that can exist at once"),
                        new Param("limit", 16, 1, 16, "cached buffers above which the watermark evicts"),
                        new Param("retain", 0, 0, 16, "cached buffers that reclaim leaves alone"),
                        new Param("io-errors", 0, 0, 1, "1: completions may report errors")),
                true,
                DmBufioWords::create));
    }

    private static Part create(Vocabulary.Site site, String name, Map<String, Integer> p) {
        int reserved = p.get("reserved");
        DmBufioConfig config = new DmBufioConfig(
                reserved,
                Math.max(1, reserved + p.get("buffers")),
                p.get("limit"),
                p.get("retain"),
                p.get("io-errors") == 1);
        return DmBufio.create(site.world(), name, config, DmBufioVariants.of(site.profile()), site.memory());
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
                        List.of(CLIENT, BLOCK, new Arg.Num("count", 1, 8)),
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
                (w, a) -> new NewRead((int) a[0], (int) a[1], nf));
    }

    private static DmBufioVariants variants(dev.gfpfuzz.step.World w, long[] args) {
        return w.<DmBufioClient>part((int) args[0]).variants();
    }
}
