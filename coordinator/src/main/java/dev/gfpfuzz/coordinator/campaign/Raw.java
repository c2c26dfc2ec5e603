package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import org.jspecify.annotations.Nullable;

/** All runs with one raw identity. {@code shrunk} is null until the shrinking has ended. */
final class Raw {
    long count;
    long firstShard;
    RawFinding first;

    @Nullable
    ShrunkFinding shrunk;

    String originalToken = "";

    Raw(long firstShard, RawFinding first) {
        this.firstShard = firstShard;
        this.first = first;
    }
}
