package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.step.Frame;
import java.util.List;

/**
 * Which variant of each mempool function a pool runs: the mempool columns of a profile's row.
 *
 * @param alloc {@code mempool_alloc}
 * @param free {@code mempool_free}
 * @param resize {@code mempool_resize}
 */
public record MempoolVariants(Alloc alloc, Free free, Resize resize) {
    /** Enters {@code mempool_alloc}. */
    public interface Alloc {
        Frame<?> enter(int pool, int gfpMask);
    }

    /** Enters {@code mempool_free}. */
    public interface Free {
        Frame<?> enter(int pool, long element);
    }

    /** Enters {@code mempool_resize}. */
    public interface Resize {
        Frame<?> enter(int pool, int newMinNr);
    }

    private static final String FILE = "mm/mempool.c";

    public static final Slot<Alloc> ALLOC = new Slot<Alloc>("mempool_alloc", FILE)
            .variant(
                    "v4.17",
                    "no sleep at first, then the caller's mask; sleeps at most 5 s",
                    alloc(MempoolAlloc.Shape.V4_17))
            .variant(
                    "less-throttle",
                    "patch of 28 June 2018: PF_LESS_THROTTLE around the attempts",
                    alloc(MempoolAlloc.Shape.LESS_THROTTLE))
            .variant(
                    "next-bulk-bug",
                    "linux-next, early text of the bulk rewrite: full mask at first, NULL after two passes",
                    (pool, gfp) -> new MempoolAllocBulk(pool, gfp, MempoolAllocBulk.Shape.EARLY))
            .variant(
                    "next",
                    "linux-next, later text of the bulk rewrite",
                    (pool, gfp) -> new MempoolAllocBulk(pool, gfp, MempoolAllocBulk.Shape.LATER))
            .variant(
                    "next-gives-up",
                    "mutant of linux-next's later text: NULL after two passes",
                    (pool, gfp) -> new MempoolAllocBulk(pool, gfp, MempoolAllocBulk.Shape.GIVES_UP))
            .variant(
                    "unlock-then-queue",
                    "mutant: the lock is dropped before the task is queued",
                    alloc(MempoolAlloc.Shape.UNLOCK_THEN_QUEUE))
            .variant(
                    "sleeps-first",
                    "until 1ebb70441d1f, v3.3: sleeps before the attempt with the full mask",
                    alloc(MempoolAlloc.Shape.SLEEPS_FIRST))
            .variant(
                    "nomemalloc-if-filled",
                    "f9054c70d28b, v4.6, until 4e390b2b2f34, v4.8: NOMEMALLOC only while the pool has elements",
                    alloc(MempoolAlloc.Shape.NOMEMALLOC_IF_FILLED))
            .variant("no-timeout", "mutant: sleeps without a timeout", alloc(MempoolAlloc.Shape.NO_TIMEOUT))
            .variant(
                    "without-noretry",
                    "mutant: attempts that do not fail, so that the reserve is never used",
                    alloc(MempoolAlloc.Shape.WITHOUT_NORETRY));

    public static final Slot<Free> FREE = new Slot<Free>("mempool_free", FILE)
            .variant("v4.17", "looks without the lock, then with it; wakes all", free(MempoolFree.Shape.V4_17))
            .variant(
                    "next",
                    "linux-next: a pool of minimum zero refills and wakes too",
                    free(MempoolFree.Shape.ZERO_MINIMUM_REFILLS))
            .variant("no-recheck", "mutant: trusts the unlocked look", free(MempoolFree.Shape.NO_RECHECK))
            .variant(
                    "no-barrier",
                    "until 5b990546e334, v3.3: the unlocked look may be stale",
                    free(MempoolFree.Shape.NO_BARRIER))
            .variant("silent", "mutant: no wake-up", free(MempoolFree.Shape.SILENT));

    public static final Slot<Resize> RESIZE = new Slot<Resize>("mempool_resize", FILE)
            .variant("v4.17", "wakes nobody", (pool, n) -> new MempoolResize(pool, n, false))
            .variant(
                    "wakes",
                    "in no kernel: wakes who sleeps for an element",
                    (pool, n) -> new MempoolResize(pool, n, true));

    /** Every slot of mempool. */
    public static final List<Slot<?>> SLOTS = List.of(ALLOC, FREE, RESIZE);

    /** The columns that {@code row} names. */
    public static MempoolVariants of(Slot.Row row) {
        return new MempoolVariants(row.of(ALLOC), row.of(FREE), row.of(RESIZE));
    }

    private static Alloc alloc(MempoolAlloc.Shape shape) {
        return (pool, gfp) -> new MempoolAlloc(pool, gfp, shape);
    }

    private static Free free(MempoolFree.Shape shape) {
        return (pool, element) -> new MempoolFree(pool, element, shape);
    }
}
