package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.Pgdat.PGDAT_DIRTY;
import static dev.gfpfuzz.model.pagealloc.Pgdat.PGDAT_WRITEBACK;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.kernel.Ticks;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, shrink_inactive_list} with {@code shrink_page_list}: takes up to 32 pages off a list, the
 * kinds in turn, and frees, starts to write, or puts back each. Others run while the pages are isolated. A direct
 * reclaimer sleeps once if too many are isolated already. An anonymous page is given a slot of swap space and written; it
 * stays anonymous, in the swap cache, and is freed when it is met again after that, while its slot stays taken. A filesystem whose private data the pages carry releases it for
 * a request with FS, under its lock ({@code try_to_release_page}). Returns {@link ScanCounts}. Left out: the active list,
 * mapped pages, page locks.
 */
public final class ShrinkInactiveList extends ZoneFrame<ShrinkInactiveList.At> {
    enum At {
        ENTRY,
        SLEPT,
        ISOLATED,
        FILESYSTEM_LOCKED,
        FILESYSTEM_UNLOCKED
    }

    /** What a reclaimer does when too many pages are isolated. */
    enum Wait {
        /** db73ee0d4637, v4.14: sleeps once, and then gives up. */
        ONCE,
        /** Until v4.13: sleeps until there are fewer. */
        ON,
        /**
         * v6.1, {@code reclaim_throttle} with VMSCAN_THROTTLE_ISOLATED: once, 20 ms; a kernel thread only gives way. Left
         * out: that somebody who finds few pages isolated ends the sleep.
         */
        THROTTLED
    }

    /**
     * How a reclaimer is held up when too many pages are isolated.
     *
     * @param stricterWithFs whether a request with IO and FS may see an eighth only of what others may
     */
    record Stall(boolean stricterWithFs, Wait how) {}

    private static final int KIND_BITS = 8;

    private int gfp;
    private boolean file;
    private int nrToScan;
    private long taken;
    private long counts;

    ShrinkInactiveList(int zone, int gfp, boolean file, int nrToScan) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.file = file;
        this.nrToScan = nrToScan;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        switch (at) {
            case ENTRY:
                return tooManyIsolated(z, current) ? stall(w, current, z) : isolate(current, z);
            case SLEPT:
                if (TaskFlags.fatalSignalPending(current.flags())) {
                    return ret(current, z.config().scan().cluster());
                }
                if (!tooManyIsolated(z, current)) {
                    return isolate(current, z);
                }
                return z.variants().stall().how() == Wait.ON ? stall(w, current, z) : ret(current, 0);
            case ISOLATED:
                if (file && (gfp & Gfp.FS) != 0 && z.releasepageLock() >= 0) {
                    return lockThen(current, z.releasepageLock(), At.FILESYSTEM_LOCKED);
                }
                return ret(current, shrinkPageList(w, current, z));
            case FILESYSTEM_LOCKED:
                counts = shrinkPageList(w, current, z);
                taken = 0;
                w.<Mutex>part(z.releasepageLock()).unlock(w, current);
                return pauseAt(At.FILESYSTEM_UNLOCKED);
            case FILESYSTEM_UNLOCKED:
                return ret(current, counts);
            default:
                throw new AssertionError(at);
        }
    }

    private Next stall(World w, Task current, Zone z) {
        boolean throttled = z.variants().stall().how() == Wait.THROTTLED;
        if (throttled && (current.flags() & TaskFlags.PF_KTHREAD) != 0) {
            return pauseAt(At.SLEPT);
        }
        long deadline = w.ticks() + Ticks.milliseconds(throttled ? 20 : 100);
        w.emit(PageEvent.THROTTLED, current, Throttle.TOO_MANY_ISOLATED.ordinal(), deadline);
        current.setAsleep();
        return sleepThen(current, deadline, At.SLEPT);
    }

    /** Whether the task has pages isolated. */
    public static boolean isolates(Task task) {
        return task.depth() > 0 && task.top() instanceof ShrinkInactiveList s && s.taken != 0;
    }

    /** Whether the task is held up because too many pages are isolated. */
    public static boolean stalls(Task task) {
        return task.depth() > 0 && task.top() instanceof ShrinkInactiveList s && s.at == At.SLEPT;
    }

    private static boolean kswapd(Task current) {
        return (current.flags() & TaskFlags.PF_KSWAPD) != 0;
    }

    /** {@code too_many_isolated}: stricter for requests with IO and FS, so that others never wait behind them. */
    private boolean tooManyIsolated(Zone z, Task current) {
        if (kswapd(current)) {
            return false;
        }
        int inactive = file ? z.fileOnList() : z.anonOnList();
        int isolated = file ? z.fileIsolated() : z.anonIsolated();
        if (z.variants().stall().stricterWithFs() && Gfp.has(gfp, Gfp.IO | Gfp.FS)) {
            inactive >>= 3;
        }
        return isolated > inactive;
    }

    private Next isolate(Task current, Zone z) {
        int left = nrToScan;
        boolean some = true;
        while (left > 0 && some) {
            some = false;
            for (int k = 0; k < z.kinds() && left > 0; k++) {
                PageKind kind = PageKind.of(k);
                if (kind.file() == file && z.onList(kind) > 0) {
                    z.isolate(kind, 1);
                    taken += 1L << k * KIND_BITS;
                    left--;
                    some = true;
                }
            }
        }
        return taken == 0 ? ret(current, 0) : pauseAt(At.ISOLATED);
    }

    private long shrinkPageList(World w, Task current, Zone z) {
        Pgdat node = w.part(z.node());
        long counts = 0;
        for (int k = 0; k < z.kinds(); k++) {
            int n = (int) (taken >>> k * KIND_BITS) & 0xFF;
            z.putback(PageKind.of(k), n);
            counts += (long) n << ScanCounts.TAKEN;
        }
        for (int k = 0; k < z.kinds(); k++) {
            PageKind kind = PageKind.of(k);
            int n = Math.min((int) (taken >>> k * KIND_BITS) & 0xFF, z.lru(kind));
            for (int i = 0; i < n; i++) {
                counts += page(current, z, node, kind);
            }
        }
        if (file && ScanCounts.get(counts, ScanCounts.UNQUEUED_DIRTY) == ScanCounts.get(counts, ScanCounts.TAKEN)) {
            node.setFlusherWoken(true);
        }
        w.emit(PageEvent.LRU_SHRUNK, current, gfp, ScanCounts.get(counts, ScanCounts.RECLAIMED));
        return counts;
    }

    /** What happens to one page; returns what it counts as. */
    private long page(Task current, Zone z, Pgdat node, PageKind kind) {
        boolean congested = z.variants().throttle().countsCongestedDevice() && z.bdiCongested();
        return switch (kind) {
            case CLEAN, SWAP_CACHE -> {
                z.reclaim(kind);
                yield ScanCounts.one(ScanCounts.RECLAIMED);
            }
            case DIRTY, DIRTY_RECLAIM -> {
                if (kswapd(current) && kind == PageKind.DIRTY_RECLAIM && node.test(PGDAT_DIRTY)) {
                    z.turn(kind, PageKind.WRITEBACK_RECLAIM);
                } else {
                    z.turn(kind, PageKind.DIRTY_RECLAIM);
                }
                yield ScanCounts.one(ScanCounts.DIRTY)
                        + ScanCounts.one(ScanCounts.UNQUEUED_DIRTY)
                        + (congested ? ScanCounts.one(ScanCounts.CONGESTED) : 0);
            }
            case WRITEBACK, WRITEBACK_RECLAIM -> {
                boolean met = kind == PageKind.WRITEBACK_RECLAIM;
                boolean immediate = kswapd(current) && met && node.test(PGDAT_WRITEBACK);
                z.turn(kind, PageKind.WRITEBACK_RECLAIM);
                yield ScanCounts.one(ScanCounts.DIRTY)
                        + (congested || met ? ScanCounts.one(ScanCounts.CONGESTED) : 0)
                        + ScanCounts.one(immediate ? ScanCounts.IMMEDIATE : ScanCounts.WRITEBACK);
            }
            case ANON -> {
                // No kernel asks whether the device is congested: the swapper space has no inode that could be.
                if ((gfp & Gfp.IO) != 0 && z.swapFree() > 0) {
                    z.takeSwap();
                    z.turn(PageKind.ANON, PageKind.SWAP_WRITEBACK);
                }
                yield 0;
            }
            // No dirty pages: page_check_dirty_writeback leaves out what no flusher writes.
            case SWAP_WRITEBACK ->
                ScanCounts.one(
                        kswapd(current) && node.test(PGDAT_WRITEBACK) ? ScanCounts.IMMEDIATE : ScanCounts.WRITEBACK);
        };
    }

    @Override
    public String function() {
        return "shrink_inactive_list";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        file = f.of(file);
        nrToScan = f.of(nrToScan);
        taken = f.of(taken);
        counts = f.of(counts);
    }
}
