package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, try_to_free_pages} with {@code do_try_to_free_pages} and {@code shrink_zones}: works with the
 * mask that the task's scope leaves, 13 rounds at falling priority, until 32 pages are reclaimed or compaction can run (both
 * numbers are {@link ZoneConfig.Scan}'s).
 * Returns the pages reclaimed, 1 if it stopped for compaction or a fatal signal, else 0. Called with PF_MEMALLOC.
 */
final class TryToFreePages extends ZoneFrame<TryToFreePages.At> {
    enum At {
        ENTRY,
        THROTTLED,
        SHRUNK
    }

    private int gfp;
    private int order;
    private int priority;
    private int nrReclaimed;
    private boolean compactionReady;

    TryToFreePages(int zone, int gfp, int order) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
        this.order = order;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        switch (at) {
            case ENTRY:
                priority = z.config().scan().priority();
                gfp = z.variants().reclaimMask().of(current.flags(), gfp);
                return call(current, new ThrottleDirectReclaim(zone(), gfp), At.THROTTLED);
            case THROTTLED:
                return current.ret() != 0 ? ret(current, 1) : round(current, z);
            case SHRUNK:
                nrReclaimed += ShrinkNode.reclaimed(current.ret());
                if (nrReclaimed >= z.config().scan().cluster() || --priority < 0) {
                    return finish(current);
                }
                return round(current, z);
            default:
                throw new AssertionError(at);
        }
    }

    private Next round(Task current, Zone z) {
        if (SlowpathRules.costly(order)
                && z.config().compaction() > 0
                && z.variants().throttle().compactionAllowed(gfp)
                && compactionReady(z)) {
            compactionReady = true;
            return finish(current);
        }
        int wanted = z.config().scan().cluster();
        return call(current, new ShrinkNode(zone(), gfp, order, priority, nrReclaimed, wanted), At.SHRUNK);
    }

    /** {@code compaction_ready}. */
    private boolean compactionReady(Zone z) {
        return switch (Compaction.suitable(z, order, AllocFlags.WMARK_MIN)) {
            case SUCCESS -> true;
            case SKIPPED -> false;
            default -> z.variants().watermark().ok(z, 0, z.config().high() + Compaction.gap(order), 0);
        };
    }

    private Next finish(Task current) {
        return ret(current, nrReclaimed > 0 ? nrReclaimed : compactionReady ? 1 : 0);
    }

    @Override
    public String function() {
        return "try_to_free_pages";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        order = f.of(order);
        priority = f.of(priority);
        nrReclaimed = f.of(nrReclaimed);
        compactionReady = f.of(compactionReady);
    }
}
