package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;

/** What happens in a campaign and is kept: its state is a fold over these, and the store is a list of them. */
public sealed interface CampaignEvent {
    /**
     * A shard was run, and its findings were re-executed.
     *
     * @param worker who ran it
     * @param audited whether the coordinator ran it as well
     * @param digest the result's digest, computed once
     */
    record ShardCounted(ShardResult result, String worker, boolean audited, long digest) implements CampaignEvent {
        public ShardCounted(ShardResult result, String worker, boolean audited) {
            this(result, worker, audited, result.digest());
        }
    }

    /** A shard failed again and again: an internal error, and the campaign goes on without it. */
    record ShardGivenUp(long shard, String sentence) implements CampaignEvent {}

    /** A finding was shrunk, and the shrunk run was re-executed. */
    record FindingShrunk(RawIdentity raw, ShrunkFinding shrunk, String originalToken) implements CampaignEvent {}

    /** A finding could not be shrunk: an internal error. It is listed as it was found. */
    record ShrinkGivenUp(RawIdentity raw, ShrunkFinding unshrunk, String sentence) implements CampaignEvent {}

    /** All runs of a target, by its index, were searched, and a counterexample was re-executed. */
    record SpaceSearched(int target, SpaceResult result) implements CampaignEvent {}

    /** The planted bug was searched in front of a shard. */
    record CanaryRan(long shard, boolean found) implements CampaignEvent {}

    /**
     * A worker's result did not hold. What it had counted, and what was run with what it had taught, is taken back: the
     * store no longer has the events of these shards, and the campaign's state is folded anew.
     */
    record WorkerExpelled(String worker, String sentence) implements CampaignEvent {}

    /** The campaign ran for some time. */
    record Ran(long nanos) implements CampaignEvent {}
}
