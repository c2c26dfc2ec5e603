package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, shrink_slab} with {@code do_shrink_slab}: asks every shrinker how much it has and makes it
 * scan a share that grows with the priority ({@link DoShrinkSlab}); seeks are 1, a batch is 128. What is not scanned is
 * deferred, up to a bound above which it changes nothing. Whole pages that a shrinker frees are not progress of reclaim: only slab pages are.
 */
final class ShrinkSlab extends ZoneFrame<ShrinkSlab.At> {
    enum At {
        NEXT,
        COUNTED,
        SCAN,
        SCANNED
    }

    private static final int SHRINK_BATCH = 128;
    private static final int DEFERRED_MAX = 1024;

    private int gfp;
    private int priority;
    private int shrinker;
    private int freeable;
    private int totalScan;
    private int nextDeferred;
    private int scanned;
    private int freed;
    private int nrToScan;

    ShrinkSlab(int zone, int gfp, int priority) {
        super(At.NEXT, zone);
        this.gfp = gfp;
        this.priority = priority;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        Pgdat node = w.part(z.node());
        switch (at) {
            case NEXT:
                if (shrinker == z.shrinkerCount()) {
                    return ret(current);
                }
                w.emit(KernelEvent.SHRINKER_ENTERED, current, gfp, z.shrinkerId(shrinker));
                return call(current, current(w, z).countObjects(w, gfp), At.COUNTED);
            case COUNTED:
                freeable = (int) Math.max(0, current.ret());
                if (freeable == 0) {
                    return leave(w, current, z, 0);
                }
                plan(node, z.variants().doShrinkSlab());
                return goTo(At.SCAN);
            case SCAN:
                if (totalScan < SHRINK_BATCH && totalScan < freeable || totalScan == 0) {
                    return next(w, current, z, node);
                }
                nrToScan = Math.min(SHRINK_BATCH, totalScan);
                return call(current, current(w, z).scanObjects(w, gfp, nrToScan), At.SCANNED);
            case SCANNED:
                if (current.ret() == Shrinker.SHRINK_STOP) {
                    return next(w, current, z, node);
                }
                freed += (int) current.ret();
                totalScan -= nrToScan;
                scanned += nrToScan;
                return goTo(At.SCAN);
            default:
                throw new AssertionError(at);
        }
    }

    private void plan(Pgdat node, DoShrinkSlab rules) {
        int delta = (freeable >> priority) * 4;
        int deferred = node.deferred(shrinker);
        node.setDeferred(shrinker, 0);
        totalScan = rules.totalScan(freeable, deferred, delta, priority);
        nextDeferred = deferred + delta;
        scanned = 0;
        freed = 0;
    }

    private Next next(World w, Task current, Zone z, Pgdat node) {
        int rest = z.variants().doShrinkSlab().deferred(freeable, Math.max(0, nextDeferred - scanned));
        node.setDeferred(shrinker, Math.min(node.deferred(shrinker) + rest, DEFERRED_MAX));
        return leave(w, current, z, freed);
    }

    private Next leave(World w, Task current, Zone z, int objects) {
        w.emit(KernelEvent.SHRINKER_LEFT, current, z.shrinkerId(shrinker), objects);
        shrinker++;
        return goTo(At.NEXT);
    }

    private Shrinker current(World w, Zone z) {
        return (Shrinker) w.part(z.shrinkerId(shrinker));
    }

    @Override
    public String function() {
        return "shrink_slab";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        priority = f.of(priority);
        shrinker = f.of(shrinker);
        freeable = f.of(freeable);
        totalScan = f.of(totalScan);
        nextDeferred = f.of(nextDeferred);
        scanned = f.of(scanned);
        freed = f.of(freed);
        nrToScan = f.of(nrToScan);
    }
}
