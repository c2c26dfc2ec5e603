package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.SlowpathRules.costly;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, shrink_node}: LRU lists, then shrinkers; kswapd then sets the node's flags, others may be
 * throttled; for high orders it goes on while {@code should_continue_reclaim}. A page that was kept is not looked at again
 * in the same call: in the kernel it would be on the active list. Returns pages reclaimed and scanned. Left out: memory
 * cgroups, the balance between file and anonymous pages (each list gives its share).
 */
final class ShrinkNode extends ZoneFrame<ShrinkNode.At> {
    enum At {
        AGAIN,
        LISTED,
        SHRUNK,
        CONTINUE
    }

    private int gfp;
    private int order;
    private int priority;
    private int nrReclaimedBefore;
    private int nrToReclaim;

    private int nrFile;
    private int nrAnon;
    private boolean scanningFile;
    private int keptFile;
    private int keptAnon;
    private int reclaimed;
    private int scanned;
    private int passReclaimed;
    private int passScanned;
    private int dirty;
    private int unqueuedDirty;
    private int congested;
    private int writeback;
    private int immediate;
    private int taken;
    private int fileTaken;

    ShrinkNode(int zone, int gfp, int order, int priority, int nrReclaimedBefore, int nrToReclaim) {
        super(At.AGAIN, zone);
        this.gfp = gfp;
        this.order = order;
        this.priority = priority;
        this.nrReclaimedBefore = nrReclaimedBefore;
        this.nrToReclaim = nrToReclaim;
    }

    static int reclaimed(long ret) {
        return (int) ret;
    }

    static int scanned(long ret) {
        return (int) (ret >>> 32);
    }

    @Override
    Next step(World w, Task current, Zone z) {
        return switch (at) {
            case AGAIN -> {
                begin(z);
                yield lists(w, current, z);
            }
            case LISTED -> {
                listed(current.ret());
                yield lists(w, current, z);
            }
            case SHRUNK -> shrunk(w, current, z);
            case CONTINUE -> passed(current, z);
        };
    }

    private void begin(Zone z) {
        int file = z.fileOnList();
        int anon = z.swapFree() > 0 ? z.anonOnList() : 0;
        nrFile = Math.max(0, Math.min(file >> priority, file - keptFile));
        nrAnon = Math.max(0, Math.min(anon >> priority, anon - keptAnon));
        passReclaimed = 0;
        passScanned = 0;
        dirty = 0;
        unqueuedDirty = 0;
        congested = 0;
        writeback = 0;
        immediate = 0;
        taken = 0;
        fileTaken = 0;
    }

    private Next lists(World w, Task current, Zone z) {
        if (nrFile == 0 && nrAnon == 0 || enough(current, z)) {
            return z.shrinkerCount() == 0
                    ? shrunk(w, current, z)
                    : call(current, new ShrinkSlab(zone(), gfp, priority), At.SHRUNK);
        }
        scanningFile = nrFile > 0;
        int n = Math.min(z.config().scan().cluster(), scanningFile ? nrFile : nrAnon);
        if (scanningFile) {
            nrFile -= n;
        } else {
            nrAnon -= n;
        }
        return call(current, new ShrinkInactiveList(zone(), gfp, scanningFile, n), At.LISTED);
    }

    /**
     * {@code shrink_node_memcg}: whether it has what it was asked for. What earlier calls got does not count, and a direct
     * reclaimer looks at its share to the end as long as the priority has not fallen ({@code scan_adjusted}).
     */
    private boolean enough(Task current, Zone z) {
        boolean scanAdjusted = !kswapd(current) && priority == z.config().scan().priority();
        return !scanAdjusted && passReclaimed >= nrToReclaim;
    }

    private static boolean kswapd(Task current) {
        return (current.flags() & TaskFlags.PF_KSWAPD) != 0;
    }

    private void listed(long counts) {
        int n = ScanCounts.get(counts, ScanCounts.TAKEN);
        int freed = ScanCounts.get(counts, ScanCounts.RECLAIMED);
        passReclaimed += freed;
        passScanned += n;
        dirty += ScanCounts.get(counts, ScanCounts.DIRTY);
        unqueuedDirty += ScanCounts.get(counts, ScanCounts.UNQUEUED_DIRTY);
        congested += ScanCounts.get(counts, ScanCounts.CONGESTED);
        writeback += ScanCounts.get(counts, ScanCounts.WRITEBACK);
        immediate += ScanCounts.get(counts, ScanCounts.IMMEDIATE);
        taken += n;
        if (scanningFile) {
            fileTaken += n;
            keptFile += n - Math.min(n, freed);
        } else {
            keptAnon += n - Math.min(n, freed);
        }
    }

    private Next shrunk(World w, Task current, Zone z) {
        Pgdat node = w.part(z.node());
        if (passReclaimed > 0 && node.reclaimSucceeded()) {
            w.emit(PageEvent.FAILURES_FORGOTTEN, current);
        }
        ReclaimThrottle throttle = z.variants().throttle();
        boolean kswapd = kswapd(current);
        if (kswapd) {
            setFlags(node);
            if (immediate > 0) {
                return call(current, throttle.immediate(zone()), At.CONTINUE);
            }
        }
        if (throttle.applies(current.flags(), gfp, z, node)) {
            return call(current, throttle.enter(zone()), At.CONTINUE);
        }
        if (!kswapd) {
            w.emit(PageEvent.NOT_THROTTLED, current, gfp);
        }
        return passed(current, z);
    }

    /** Another pass over the lists, or the end. */
    private Next passed(Task current, Zone z) {
        reclaimed += passReclaimed;
        scanned += passScanned;
        return shouldContinueReclaim(z) ? goTo(At.AGAIN) : ret(current, (long) scanned << 32 | reclaimed);
    }

    private void setFlags(Pgdat node) {
        if (writeback > 0 && writeback == taken) {
            node.set(Pgdat.PGDAT_WRITEBACK);
        }
        if (dirty > 0 && dirty == congested) {
            node.set(Pgdat.PGDAT_CONGESTED);
        }
        if (unqueuedDirty == fileTaken) {
            node.set(Pgdat.PGDAT_DIRTY);
        }
    }

    private boolean shouldContinueReclaim(Zone z) {
        boolean reclaimCompaction = order > 0
                && z.config().compaction() > 0
                && (costly(order) || priority < z.config().scan().priority() - 2);
        if (!reclaimCompaction || z.variants().throttle().stopsReclaim(gfp, passReclaimed, passScanned)) {
            return false;
        }
        return passScanned > 0 && z.variants().throttle().wantsMore(z, order, nrReclaimedBefore + reclaimed);
    }

    @Override
    public String function() {
        return "shrink_node";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        priority = f.of(priority);
        nrReclaimedBefore = f.of(nrReclaimedBefore);
        nrToReclaim = f.of(nrToReclaim);
        nrFile = f.of(nrFile);
        nrAnon = f.of(nrAnon);
        scanningFile = f.of(scanningFile);
        keptFile = f.of(keptFile);
        keptAnon = f.of(keptAnon);
        reclaimed = f.of(reclaimed);
        scanned = f.of(scanned);
        passReclaimed = f.of(passReclaimed);
        passScanned = f.of(passScanned);
        dirty = f.of(dirty);
        unqueuedDirty = f.of(unqueuedDirty);
        congested = f.of(congested);
        writeback = f.of(writeback);
        immediate = f.of(immediate);
        taken = f.of(taken);
        fileTaken = f.of(fileTaken);
    }
}
