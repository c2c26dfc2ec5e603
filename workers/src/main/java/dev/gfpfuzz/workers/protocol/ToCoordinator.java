package dev.gfpfuzz.workers.protocol;

import dev.gfpfuzz.search.SubtreeResult;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.SpaceResult;

/** What a worker says. */
public sealed interface ToCoordinator extends Message {
    /** The worker's name, unique in the campaign. */
    String worker();

    /**
     * I am here.
     *
     * @param version {@link ProtocolVersion#CURRENT} of the worker's build
     * @param build {@link Build#fingerprint} of the worker's build
     * @param address the worker's actor, as Akka's ActorRefResolver writes it
     */
    record Hello(String worker, int version, String build, String address) implements ToCoordinator {}

    /**
     * I have nothing to do.
     *
     * @param last the newest lease that I have had, 0 for none: what came of it, and of older ones, is on its way or lost
     */
    record WantWork(String worker, long last) implements ToCoordinator {}

    /** I am still working under this lease. */
    record Working(String worker, long lease) implements ToCoordinator {}

    /** The shard of this lease came to this. */
    record ShardDone(String worker, long lease, ShardResult result) implements ToCoordinator {}

    /** The finding of this lease shrank to this. */
    record ShrinkDone(String worker, long lease, ShrunkFinding shrunk) implements ToCoordinator {}

    /** The exhaustive search of this lease came to this. */
    record SpaceSearched(String worker, long lease, SpaceResult result) implements ToCoordinator {}

    /** The part of an exhaustive search of this lease came to this. */
    record SubtreeSearched(String worker, long lease, SubtreeResult result) implements ToCoordinator {}

    /**
     * The job of this lease failed: a defect of the model or of gfpfuzz.
     *
     * @param sentence what failed, with shard, run and seed
     */
    record JobFailed(String worker, long lease, String sentence) implements ToCoordinator {}

    /**
     * I leave; what I had leased goes back.
     *
     * @param sentence why, when it is something that somebody should put right; else empty
     */
    record Leaving(String worker, String sentence) implements ToCoordinator {}
}
