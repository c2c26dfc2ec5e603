package dev.gfpfuzz.model.poolusers;

import dev.gfpfuzz.kernel.Slot;
import java.util.List;

/**
 * Which shape of each pool user runs: their columns of a profile's row.
 *
 * @param cryptAllocBuffer {@code crypt_alloc_buffer}
 * @param splitJob {@code split_job}
 * @param postRead {@code bio_post_read_processing}
 * @param rpcMalloc {@code rpc_malloc}
 * @param mdBioAlloc bio allocation for synchronous I/O of md
 * @param bioAllocBioset {@code bio_alloc_bioset}
 * @param startCopy {@code start_copy}
 * @param sbqWakeUp {@code sbq_wake_up}
 */
public record PoolUserVariants(
        CryptAllocBuffer.Shape cryptAllocBuffer,
        KcopydWorker.Shape splitJob,
        PostRead.Shape postRead,
        RpcWorker.Shape rpcMalloc,
        MdThread.Shape mdBioAlloc,
        MapWithSplits.Shape bioAllocBioset,
        SnapshotWrite.Shape startCopy,
        SbqWakeUp.Shape sbqWakeUp) {
    public static final Slot<CryptAllocBuffer.Shape> CRYPT_ALLOC_BUFFER = new Slot<CryptAllocBuffer.Shape>(
                    "crypt_alloc_buffer", "drivers/md/dm-crypt.c")
            .variant(
                    "try-then-serialize",
                    "7145c241a1bf: without sleeping first, then one task at a time under a mutex",
                    CryptAllocBuffer.Shape.TRY_THEN_SERIALIZE)
            .variant(
                    "interleaved",
                    "before 7145c241a1bf: sleeps for page after page",
                    CryptAllocBuffer.Shape.INTERLEAVED);

    public static final Slot<KcopydWorker.Shape> SPLIT_JOB = new Slot<KcopydWorker.Shape>(
                    "split_job", "drivers/md/dm-kcopyd.c")
            .variant("one-element", "c6ea41fbbe08: one element carries all jobs", KcopydWorker.Shape.ONE_ELEMENT)
            .variant(
                    "job-by-job",
                    "before c6ea41fbbe08: the worker allocates each sub job",
                    KcopydWorker.Shape.JOB_BY_JOB);

    public static final Slot<PostRead.Shape> POST_READ = new Slot<PostRead.Shape>(
                    "bio_post_read_processing", "fs/ext4/readpage.c")
            .variant("context-freed", "68e45330e341: the context is freed before it reads on", PostRead.Shape.FREED)
            .variant("context-kept", "before 68e45330e341: the context is kept meanwhile", PostRead.Shape.KEPT);

    public static final Slot<RpcWorker.Shape> RPC_MALLOC = new Slot<RpcWorker.Shape>("rpc_malloc", "net/sunrpc/sched.c")
            .variant(
                    "requeues",
                    "a41b05edfedb: an async task that gets no buffer is queued again",
                    RpcWorker.Shape.REQUEUES)
            .variant("blocks", "before a41b05edfedb: it blocks its worker", RpcWorker.Shape.BLOCKS);

    public static final Slot<MdThread.Shape> MD_BIO_ALLOC = new Slot<MdThread.Shape>(
                    "md_bio_alloc_sync", "drivers/md/md.c")
            .variant("own-set", "v4.13: a bio_set of its own for synchronous I/O", MdThread.Shape.OWN_SET)
            .variant("shared-set", "before: the set that data writes use", MdThread.Shape.SHARED_SET);

    public static final Slot<MapWithSplits.Shape> BIO_ALLOC_BIOSET = new Slot<MapWithSplits.Shape>(
                    "bio_alloc_bioset", "block/bio.c")
            .variant(
                    "rescues",
                    "df2cb6daa4cb: hands its own unsubmitted bios to a rescuer before it sleeps",
                    MapWithSplits.Shape.RESCUES)
            .variant("blocks", "before df2cb6daa4cb: sleeps at once", MapWithSplits.Shape.BLOCKS);

    public static final Slot<SnapshotWrite.Shape> START_COPY = new Slot<SnapshotWrite.Shape>(
                    "start_copy", "drivers/md/dm-snap.c")
            .variant("bounded", "721b1d98fb51: waits while too many copies are under way", SnapshotWrite.Shape.BOUNDED)
            .variant("unbounded", "before 721b1d98fb51", SnapshotWrite.Shape.UNBOUNDED);

    public static final Slot<SbqWakeUp.Shape> SBQ_WAKE_UP = new Slot<SbqWakeUp.Shape>("sbq_wake_up", "lib/sbitmap.c")
            .variant("winner-resets", "c854ab5773be: only who resets the counter wakes", SbqWakeUp.Shape.WINNER_RESETS)
            .variant(
                    "adds-batch",
                    "before c854ab5773be: adds a batch and wakes whoever won",
                    SbqWakeUp.Shape.ADDS_BATCH);

    /** Every slot of the pool users. */
    public static final List<Slot<?>> SLOTS = List.of(
            CRYPT_ALLOC_BUFFER,
            SPLIT_JOB,
            POST_READ,
            RPC_MALLOC,
            MD_BIO_ALLOC,
            BIO_ALLOC_BIOSET,
            START_COPY,
            SBQ_WAKE_UP);

    /** The columns that {@code row} names. */
    public static PoolUserVariants of(Slot.Row row) {
        return new PoolUserVariants(
                row.of(CRYPT_ALLOC_BUFFER),
                row.of(SPLIT_JOB),
                row.of(POST_READ),
                row.of(RPC_MALLOC),
                row.of(MD_BIO_ALLOC),
                row.of(BIO_ALLOC_BIOSET),
                row.of(START_COPY),
                row.of(SBQ_WAKE_UP));
    }
}
