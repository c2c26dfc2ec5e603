package dev.gfpfuzz.model.dmbufio;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * Which variant of each dm-bufio function a client runs: the dm-bufio columns of a profile's row.
 *
 * @param allocBufferWait {@code __alloc_buffer_wait_no_callback}
 * @param waitForFreeBuffer {@code __wait_for_free_buffer}
 * @param getUnclaimedBuffer {@code __get_unclaimed_buffer}
 * @param freeBufferWake {@code __free_buffer_wake}
 * @param bufioNew {@code __bufio_new}
 * @param release {@code dm_bufio_release}
 * @param markBufferDirty {@code dm_bufio_mark_buffer_dirty}
 * @param writeDirtyBuffers {@code dm_bufio_write_dirty_buffers}
 * @param shrinkCount {@code dm_bufio_shrink_count}
 * @param shrinkScan {@code dm_bufio_shrink_scan}
 * @param tryEvictBuffer {@code __try_evict_buffer}
 * @param checkWatermark {@code __check_watermark}
 * @param getMemoryLimit {@code __get_memory_limit}
 * @param evictOldBuffers {@code __evict_old_buffers}
 * @param newRead {@code new_read}
 * @param vmallocScope {@code alloc_buffer_data}
 * @param locking {@code dm_bufio_lock}
 */
public record DmBufioVariants(
        AllocBufferWait allocBufferWait,
        OnClient waitForFreeBuffer,
        OnClient getUnclaimedBuffer,
        FreeBufferWake freeBufferWake,
        BufioNewShape bufioNew,
        OnBuffer release,
        OnBuffer markBufferDirty,
        OnClient writeDirtyBuffers,
        ShrinkCount shrinkCount,
        ShrinkScanShape shrinkScan,
        EvictOne tryEvictBuffer,
        OnClient checkWatermark,
        OnClient getMemoryLimit,
        OnClient evictOldBuffers,
        NewReadShape newRead,
        VmallocScope vmallocScope,
        Locking locking) {

    /** Enters a function that takes a client. */
    public interface OnClient {
        Frame<?> enter(int client);
    }

    /** Enters a function that takes a buffer. */
    public interface OnBuffer {
        Frame<?> enter(int client, int buffer);
    }

    /** Enters {@code __alloc_buffer_wait_no_callback}. */
    public interface AllocBufferWait {
        Frame<?> enter(int client, NewFlag nf);
    }

    /** Enters {@code __bufio_new}. */
    public interface BufioNewShape {
        Frame<?> enter(int client, int block, NewFlag nf);
    }

    /** Runs {@code __free_buffer_wake}; it cannot sleep. */
    public interface FreeBufferWake {
        void run(World w, Task current, DmBufioClient c, int buffer);
    }

    /** Enters {@code dm_bufio_shrink_count}. */
    public interface ShrinkCount {
        Frame<?> enter(int client, int gfp);
    }

    /** {@code dm_bufio_shrink_scan}. */
    public interface ShrinkScanShape {
        Frame<?> enter(int client, int gfp, int nrToScan);

        /** Whether a scan with this mask would free something, as {@code Shrinker.couldFree}. */
        boolean couldFree(World w, DmBufioClient c, int gfp);

        /** Whether a work does what the scan asks for. */
        default boolean queuesWork() {
            return false;
        }
    }

    /** A scan that evicts itself, blocking if the mask has all of {@code blocksWith}. */
    private record Scan(int blocksWith, int waitsWith, boolean quotaAgainstRetain) implements ShrinkScanShape {
        Scan(int blocksAndWaitsWith) {
            this(blocksAndWaitsWith, blocksAndWaitsWith, false);
        }

        @Override
        public Frame<?> enter(int client, int gfp, int nrToScan) {
            return new ShrinkScan(client, gfp, nrToScan, blocksWith, waitsWith, quotaAgainstRetain);
        }

        @Override
        public boolean couldFree(World w, DmBufioClient c, int gfp) {
            return ShrinkScan.couldFree(w, c, gfp, blocksWith, waitsWith);
        }
    }

    /** A scan that leaves eviction to a work. */
    private record Queue() implements ShrinkScanShape {
        @Override
        public Frame<?> enter(int client, int gfp, int nrToScan) {
            return new ShrinkScanQueued(client, nrToScan);
        }

        @Override
        public boolean couldFree(World w, DmBufioClient c, int gfp) {
            return c.shrinkable() > c.needShrink();
        }

        @Override
        public boolean queuesWork() {
            return true;
        }
    }

    /** Enters {@code __try_evict_buffer}. */
    public interface EvictOne {
        Frame<?> enter(int client, int buffer, boolean hasFs);
    }

    /** What {@code c->lock} is. */
    public enum Locking {
        MUTEX,
        /** {@code spin_lock_bh}. */
        SPINLOCK_IF_NO_SLEEP,
        /** {@code spin_lock_irqsave}, in a kernel with PREEMPT_RT. */
        IRQSAVE_IF_NO_SLEEP
    }

    /** What a vmalloc area's page table is allocated under when the mask has NORETRY. */
    public enum VmallocScope {
        NOIO,
        NONE
    }

    /** Enters {@code new_read}. */
    public interface NewReadShape {
        Frame<?> enter(int client, int block, NewFlag nf);
    }

    private static final String FILE = "drivers/md/dm-bufio.c";

    public static final Slot<AllocBufferWait> ALLOC_BUFFER_WAIT = new Slot<AllocBufferWait>(
                    "__alloc_buffer_wait_no_callback", FILE)
            .variant(
                    "noio-unlocked-once",
                    "shape C, 41c73a49df31, v4.10: NOWAIT locked, one NOIO attempt with the lock dropped",
                    shapeC(AllocBufferWaitNoCallback.Shape.V4_17))
            .variant(
                    "noio-under-lock",
                    "shape A, v3.2 to v4.9: NOIO with the lock held",
                    AllocBufferWaitNoioUnderLock::new)
            .variant("nowait-only", "shape B, 9ea61cac0b1a alone: NOWAIT, never NOIO", AllocBufferWaitNowait::new)
            .variant(
                    "noio-unlocked-each-wake",
                    "mutant of shape C: the NOIO attempt is repeated after each wake-up",
                    shapeC(AllocBufferWaitNoCallback.Shape.NOIO_EACH_WAKE))
            .variant(
                    "less-throttle",
                    "patch of 28 June 2018: PF_LESS_THROTTLE around the NOIO attempt of shape C",
                    shapeC(AllocBufferWaitNoCallback.Shape.LESS_THROTTLE))
            .variant(
                    "noio-until-it-works",
                    "mutant of shape C: attempts without end, the reserve is never looked at",
                    shapeC(AllocBufferWaitNoCallback.Shape.NOIO_UNTIL_IT_WORKS))
            .variant(
                    "without-noretry",
                    "mutant of shape C: a NOIO attempt that does not fail, so that the reserve is never used",
                    shapeC(AllocBufferWaitNoCallback.Shape.WITHOUT_NORETRY));

    public static final Slot<OnClient> WAIT_FOR_FREE_BUFFER = new Slot<OnClient>("__wait_for_free_buffer", FILE)
            .variant("queue-then-unlock", "v4.17: on the queue before the lock is dropped", WaitForFreeBuffer::new)
            .variant(
                    "unlock-then-queue",
                    "mutant: the lock is dropped before the task is queued",
                    WaitForFreeBufferUnlocksFirst::new)
            .variant("sleep-locked", "mutant: sleeps with the lock held", WaitForFreeBufferLocked::new);

    public static final Slot<OnClient> GET_UNCLAIMED_BUFFER = new Slot<OnClient>("__get_unclaimed_buffer", FILE)
            .variant("make-clean", "v4.17: waits for the victim's I/O", c -> new GetUnclaimedBuffer(c, true))
            .variant(
                    "no-wait",
                    "mutant: takes the victim without waiting for its I/O",
                    c -> new GetUnclaimedBuffer(c, false));

    public static final Slot<FreeBufferWake> FREE_BUFFER_WAKE = new Slot<FreeBufferWake>("__free_buffer_wake", FILE)
            .variant("v4.17", "frees, or refills the reserve and lowers its need; wakes", FreeBufferWakes::refill)
            .variant(
                    "need-kept", "mutant: refills the reserve and forgets to lower its need", FreeBufferWakes::keepNeed)
            .variant("need-ignored", "mutant: frees although the reserve needs a buffer", FreeBufferWakes::ignoreNeed);

    public static final Slot<BufioNewShape> BUFIO_NEW = new Slot<BufioNewShape>("__bufio_new", FILE)
            .variant(
                    "find-again",
                    "v4.17: looks the block up again after allocating",
                    (c, block, nf) -> new BufioNew(c, block, nf, true))
            .variant(
                    "find-once",
                    "mutant: trusts the look-up that was made before the lock was dropped",
                    (c, block, nf) -> new BufioNew(c, block, nf, false));

    public static final Slot<OnBuffer> RELEASE = new Slot<OnBuffer>("dm_bufio_release", FILE)
            .variant(
                    "wakes",
                    "v4.17: wakes the queue when the last holder lets go",
                    (c, b) -> new Release(c, b, Release.Wakes.ALWAYS))
            .variant("silent", "mutant: no wake-up", (c, b) -> new Release(c, b, Release.Wakes.NEVER))
            .variant(
                    "silent-if-dirty",
                    "mutant: no wake-up for a dirty buffer",
                    (c, b) -> new Release(c, b, Release.Wakes.IF_CLEAN));

    public static final Slot<OnBuffer> MARK_BUFFER_DIRTY = new Slot<OnBuffer>("dm_bufio_mark_buffer_dirty", FILE)
            .variant(
                    "relink-dirty",
                    "v4.17: moves the buffer to the dirty list",
                    (c, b) -> new MarkBufferDirty(c, b, DmBufioClient.LIST_DIRTY))
            .variant(
                    "relink-clean",
                    "mutant: moves it to the clean list",
                    (c, b) -> new MarkBufferDirty(c, b, DmBufioClient.LIST_CLEAN));

    public static final Slot<OnClient> WRITE_DIRTY_BUFFERS = new Slot<OnClient>("dm_bufio_write_dirty_buffers", FILE)
            .variant("wakes", "v4.17: one wake-up at the end", writes(WriteDirtyBuffers.Shape.V4_17))
            .variant("silent", "mutant: no wake-up at the end", writes(WriteDirtyBuffers.Shape.SILENT))
            .variant(
                    "read-then-clear",
                    "mutant: the error is read and then cleared, instead of exchanged",
                    writes(WriteDirtyBuffers.Shape.READ_THEN_CLEAR));

    public static final Slot<ShrinkCount> SHRINK_COUNT = new Slot<ShrinkCount>("dm_bufio_shrink_count", FILE)
            .variant(
                    "unlocked",
                    "v4.17: reads the counters without the lock",
                    (c, gfp) -> new ShrinkCountUnlocked(c, false))
            .variant(
                    "less-queued",
                    "v6.1: without what the shrink work has been asked for",
                    (c, gfp) -> new ShrinkCountUnlocked(c, true))
            .variant(
                    "locked-if-io",
                    "v3.10: takes the lock to count, blocking if the mask has IO",
                    ShrinkCountLocked::new);

    public static final Slot<ShrinkScanShape> SHRINK_SCAN = new Slot<ShrinkScanShape>("dm_bufio_shrink_scan", FILE)
            .variant("block-if-fs", "v4.17: blocks on the lock and on I/O only if the mask has FS", new Scan(Gfp.FS))
            .variant("block-if-io", "v3.10: blocks if the mask has IO", new Scan(Gfp.IO))
            .variant(
                    "try-lock",
                    "bd293d071ffe, reverted: only tries the lock, and waits for I/O if the mask has FS",
                    new Scan(ShrinkScan.NEVER, Gfp.FS, false))
            .variant(
                    "quota-against-retain",
                    "until fbc7c07ec23c, v4.15: compares the rest of its quota with what is to be retained",
                    new Scan(Gfp.FS, Gfp.FS, true))
            .variant("queue-work", "70704c333, v6.1: asks the shrink work", new Queue())
            .variant("always-block", "mutant: ignores the mask", new Scan(0));

    public static final Slot<EvictOne> TRY_EVICT_BUFFER = new Slot<EvictOne>("__try_evict_buffer", FILE)
            .variant(
                    "v4.17",
                    "waits only with FS; v6.1: and never for a client that may not sleep",
                    (c, b, hasFs) -> new TryEvictBuffer(c, b, hasFs, true))
            .variant(
                    "ignores-no-sleep",
                    "mutant of v6.1: waits for I/O with a spinlock held",
                    (c, b, hasFs) -> new TryEvictBuffer(c, b, hasFs, false));

    public static final Slot<OnClient> CHECK_WATERMARK = new Slot<OnClient>("__check_watermark", FILE)
            .variant("limit", "v4.17: evicts down to the client's share of the cache", CheckWatermark::new)
            .variant("ratio", "v6.1: only writes, when dirty buffers outnumber clean ones", CheckWatermarkRatio::new);

    public static final Slot<OnClient> GET_MEMORY_LIMIT = new Slot<OnClient>("__get_memory_limit", FILE)
            .variant(
                    "try-clients-lock",
                    "1b0fb5a5b2dc, v4.12: refreshes the limit if the lock is free",
                    c -> new GetMemoryLimit(c, false))
            .variant(
                    "block-on-clients-lock",
                    "until v4.11: blocks on the outer lock with the inner one held",
                    c -> new GetMemoryLimit(c, true));

    public static final Slot<OnClient> EVICT_OLD_BUFFERS = new Slot<OnClient>("__evict_old_buffers", FILE)
            .variant("blocks", "v4.17: waits for the client's lock", c -> new EvictOldBuffers(c, false))
            .variant("tries", "v3.10: goes past a client in use", c -> new EvictOldBuffers(c, true));

    public static final Slot<NewReadShape> NEW_READ = new Slot<NewReadShape>("new_read", FILE)
            .variant("checks-error", "v4.17: returns a read error", (c, block, nf) -> new NewRead(c, block, nf, true))
            .variant(
                    "ignores-error",
                    "mutant: returns the buffer whatever the read said",
                    (c, block, nf) -> new NewRead(c, block, nf, false));

    public static final Slot<VmallocScope> ALLOC_BUFFER_DATA = new Slot<VmallocScope>("alloc_buffer_data", FILE)
            .variant("noio-scope", "502624bdad3d, v3.10: __vmalloc in a NOIO scope", VmallocScope.NOIO)
            .variant("no-scope", "until v3.9: the page table is allocated with GFP_KERNEL", VmallocScope.NONE);

    public static final Slot<Locking> LOCK = new Slot<Locking>("dm_bufio_lock", FILE)
            .variant("mutex", "v4.17: a mutex", Locking.MUTEX)
            .variant(
                    "spinlock-if-no-sleep",
                    "b33b6fdca3f0, v6.0: a spinlock, taken with bottom halves off, for a client that may not sleep",
                    Locking.SPINLOCK_IF_NO_SLEEP)
            .variant(
                    "irqsave-if-no-sleep",
                    "before b33b6fdca3f0: taken with interrupts off, which PREEMPT_RT leaves on, and softirqs with them",
                    Locking.IRQSAVE_IF_NO_SLEEP);

    /** Every slot of dm-bufio, in the order of the record's components. */
    public static final List<Slot<?>> SLOTS = List.of(
            ALLOC_BUFFER_WAIT,
            WAIT_FOR_FREE_BUFFER,
            GET_UNCLAIMED_BUFFER,
            FREE_BUFFER_WAKE,
            BUFIO_NEW,
            RELEASE,
            MARK_BUFFER_DIRTY,
            WRITE_DIRTY_BUFFERS,
            SHRINK_COUNT,
            SHRINK_SCAN,
            TRY_EVICT_BUFFER,
            CHECK_WATERMARK,
            GET_MEMORY_LIMIT,
            EVICT_OLD_BUFFERS,
            NEW_READ,
            ALLOC_BUFFER_DATA,
            LOCK);

    /** The columns that {@code row} names. */
    public static DmBufioVariants of(Slot.Row row) {
        return new DmBufioVariants(
                row.of(ALLOC_BUFFER_WAIT),
                row.of(WAIT_FOR_FREE_BUFFER),
                row.of(GET_UNCLAIMED_BUFFER),
                row.of(FREE_BUFFER_WAKE),
                row.of(BUFIO_NEW),
                row.of(RELEASE),
                row.of(MARK_BUFFER_DIRTY),
                row.of(WRITE_DIRTY_BUFFERS),
                row.of(SHRINK_COUNT),
                row.of(SHRINK_SCAN),
                row.of(TRY_EVICT_BUFFER),
                row.of(CHECK_WATERMARK),
                row.of(GET_MEMORY_LIMIT),
                row.of(EVICT_OLD_BUFFERS),
                row.of(NEW_READ),
                row.of(ALLOC_BUFFER_DATA),
                row.of(LOCK));
    }

    private static AllocBufferWait shapeC(AllocBufferWaitNoCallback.Shape shape) {
        return (c, nf) -> new AllocBufferWaitNoCallback(c, nf, shape);
    }

    private static OnClient writes(WriteDirtyBuffers.Shape shape) {
        return c -> new WriteDirtyBuffers(c, shape);
    }
}
