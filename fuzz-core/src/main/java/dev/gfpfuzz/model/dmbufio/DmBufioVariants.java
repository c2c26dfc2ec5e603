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
        ShrinkScanShape shrinkScan) {

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

    /** Enters {@code dm_bufio_shrink_scan}. */
    public interface ShrinkScanShape {
        ShrinkScan enter(int client, int gfp, int nrToScan);
    }

    private static final String FILE = "drivers/md/dm-bufio.c";

    public static final Slot<AllocBufferWait> ALLOC_BUFFER_WAIT = new Slot<AllocBufferWait>(
                    "__alloc_buffer_wait_no_callback", FILE)
            .variant(
                    "noio-unlocked-once",
                    "shape C, 41c73a49df31, v4.10: NOWAIT locked, one NOIO attempt with the lock dropped",
                    (c, nf) -> new AllocBufferWaitNoCallback(c, nf, false))
            .variant(
                    "noio-under-lock",
                    "shape A, v3.2 to v4.9: NOIO with the lock held",
                    AllocBufferWaitNoioUnderLock::new)
            .variant("nowait-only", "shape B, 9ea61cac0b1a alone: NOWAIT, never NOIO", AllocBufferWaitNowait::new)
            .variant(
                    "noio-unlocked-each-wake",
                    "mutant of shape C: the NOIO attempt is repeated after each wake-up",
                    (c, nf) -> new AllocBufferWaitNoCallback(c, nf, true));

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
                    "need-kept",
                    "mutant: refills the reserve and forgets to lower its need",
                    FreeBufferWakes::keepNeed);

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
            .variant("wakes", "v4.17: wakes the queue when the last holder lets go", (c, b) -> new Release(c, b, true))
            .variant("silent", "mutant: no wake-up", (c, b) -> new Release(c, b, false));

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
            .variant("wakes", "v4.17: one wake-up at the end", c -> new WriteDirtyBuffers(c, true))
            .variant("silent", "mutant: no wake-up at the end", c -> new WriteDirtyBuffers(c, false));

    public static final Slot<ShrinkCount> SHRINK_COUNT = new Slot<ShrinkCount>("dm_bufio_shrink_count", FILE)
            .variant("unlocked", "v4.17: reads the counters without the lock", (c, gfp) -> new ShrinkCountUnlocked(c))
            .variant(
                    "locked-if-io",
                    "v3.10: takes the lock to count, blocking if the mask has IO",
                    ShrinkCountLocked::new);

    public static final Slot<ShrinkScanShape> SHRINK_SCAN = new Slot<ShrinkScanShape>("dm_bufio_shrink_scan", FILE)
            .variant(
                    "block-if-fs",
                    "v4.17: blocks on the lock and on I/O only if the mask has FS",
                    (c, gfp, n) -> new ShrinkScan(c, gfp, n, Gfp.FS))
            .variant(
                    "block-if-io", "v3.10: blocks if the mask has IO", (c, gfp, n) -> new ShrinkScan(c, gfp, n, Gfp.IO))
            .variant("always-block", "mutant: ignores the mask", (c, gfp, n) -> new ShrinkScan(c, gfp, n, 0));

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
            SHRINK_SCAN);

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
                row.of(SHRINK_SCAN));
    }
}
