package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.dmthin.AbortMetadata;
import dev.gfpfuzz.model.dmthin.EvictInode;
import dev.gfpfuzz.model.dmthin.ThinPool;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import java.util.List;

/** Words for dm-thin. */
final class DmThinWords implements Vocabulary.Words {
    private static final Arg POOL = new Arg.Obj("dm-thin");

    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "dm-thin",
                "a thin pool's root lock beside the shrinkers' lock",
                List.of(),
                false,
                (site, name, p) ->
                        ThinPool.place(site.world(), name, site.profile().of(ThinPool.ABORT_METADATA))));
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(
                new OperationKind(
                        "abort_metadata",
                        "dm_pool_abort_metadata",
                        "replaces the metadata after a failed commit",
                        List.of(POOL),
                        null,
                        -1,
                        (w, a) -> new AbortMetadata((int) a[0])),
                new OperationKind(
                        "evict_inode",
                        "shrink_slab",
                        "drops caches, which reads through the thin device",
                        List.of(POOL),
                        null,
                        -1,
                        (w, a) -> new EvictInode((int) a[0])));
    }
}
