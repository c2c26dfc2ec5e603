package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, balance_pgdat} with {@code kswapd_shrink_node}: reclaims with GFP_KERNEL at falling priority
 * until the node is balanced. A call that reclaims nothing is a failure. Returns the order it worked for last.
 */
final class BalancePgdat extends ZoneFrame<BalancePgdat.At> {
    enum At {
        ENTRY,
        ROUND,
        SHRINK,
        SHRUNK
    }

    private int order;
    private final boolean countsFailures;
    private int priority;
    private int nrReclaimed;

    BalancePgdat(int zone, int order, boolean countsFailures) {
        super(At.ENTRY, zone);
        this.order = order;
        this.countsFailures = countsFailures;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        Pgdat node = w.part(z.node());
        switch (at) {
            case ENTRY:
                priority = z.config().scan().priority();
                return goTo(At.ROUND);
            case ROUND:
                return WakeupKswapd.balanced(z, order) ? ret(current, order) : pauseAt(At.SHRINK);
            case SHRINK:
                return call(
                        current,
                        new ShrinkNode(zone(), Gfp.GFP_KERNEL, order, priority, nrReclaimed, target(z)),
                        At.SHRUNK);
            case SHRUNK:
                int reclaimed = ShrinkNode.reclaimed(current.ret());
                int scanned = ShrinkNode.scanned(current.ret());
                nrReclaimed += reclaimed;
                if (order > 0 && nrReclaimed >= Compaction.gap(order)) {
                    order = 0;
                }
                if (ThrottleDirectReclaim.allows(z, node)) {
                    w.<WaitQueue>part(node.pfmemallocWait()).wakeUp(w, current);
                }
                if (scanned < target(z) || reclaimed == 0) {
                    priority--;
                }
                if (priority >= 1) {
                    return goTo(At.ROUND);
                }
                if (nrReclaimed == 0) {
                    if (countsFailures) {
                        node.kswapdFailed();
                    }
                    w.emit(PageEvent.BALANCE_FAILED, current, node.kswapdFailures());
                }
                return ret(current, order);
            default:
                throw new AssertionError(at);
        }
    }

    private static int target(Zone z) {
        return Math.max(z.config().high(), z.config().scan().cluster());
    }

    @Override
    public String function() {
        return "balance_pgdat";
    }

    @Override
    void locals(Fields f) {
        order = f.of(order);
        priority = f.of(priority);
        nrReclaimed = f.of(nrReclaimed);
    }
}
