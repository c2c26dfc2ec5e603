package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.kernel.Ticks;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, throttle_direct_reclaim} with {@code allow_direct_reclaim}: a user task waits while less than
 * half of the min watermark is free and kswapd has not given up; without FS for a second at most, with FS until kswapd
 * wakes it. Returns 1 if a fatal signal ended the wait.
 */
final class ThrottleDirectReclaim extends ZoneFrame<ThrottleDirectReclaim.At> {
    enum At {
        ENTRY,
        WAIT,
        WOKEN
    }

    private int gfp;
    private long deadline = Task.NO_TIMEOUT;

    ThrottleDirectReclaim(int zone, int gfp) {
        super(At.ENTRY, zone);
        this.gfp = gfp;
    }

    private static boolean dying(Task current) {
        return TaskFlags.fatalSignalPending(current.flags());
    }

    /** {@code signal_wake_up}: a fatal signal, which the task has pending, ends its wait here, with a timeout or not. */
    static void signalWakeUp(Task victim) {
        if (victim.asleep() && victim.depth() > 0 && victim.top() instanceof ThrottleDirectReclaim) {
            victim.wake();
        }
    }

    @Override
    Next step(World w, Task current, Zone z) {
        Pgdat node = w.part(z.node());
        switch (at) {
            case ENTRY:
                if ((current.flags() & TaskFlags.PF_KTHREAD) != 0 || dying(current) || allows(w, current, z, node)) {
                    return ret(current, 0);
                }
                if ((gfp & Gfp.FS) == 0) {
                    deadline = w.ticks() + Ticks.seconds(1);
                }
                w.emit(PageEvent.THROTTLED, current, Throttle.PFMEMALLOC_WAIT.ordinal(), deadline);
                return goTo(At.WAIT);
            case WAIT:
                w.<WaitQueue>part(node.pfmemallocWait()).prepareToWait(w, current);
                return sleepThen(current, deadline, At.WOKEN);
            case WOKEN:
                w.<WaitQueue>part(node.pfmemallocWait()).finishWait(current);
                if (allows(w, current, z, node) || deadline != Task.NO_TIMEOUT && w.ticks() >= deadline) {
                    return ret(current, dying(current) ? 1 : 0);
                }
                return dying(current) ? ret(current, 1) : goTo(At.WAIT);
            default:
                throw new AssertionError(at);
        }
    }

    /** {@code allow_direct_reclaim}; wakes kswapd if not. */
    private static boolean allows(World w, Task current, Zone z, Pgdat node) {
        boolean ok = allows(z, node);
        if (!ok && node.kswapdWaiting()) {
            node.wakeKswapd(w, current, 0);
        }
        return ok;
    }

    static boolean allows(Zone z, Pgdat node) {
        return node.hopeless()
                || node.kswapdTask() < 0
                || z.variants().reclaimable().pages(z) == 0
                || z.nrFreePages() > z.config().min() / 2;
    }

    @Override
    public String function() {
        return "throttle_direct_reclaim";
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "kswapd to free some memory";
    }

    @Override
    void locals(Fields f) {
        gfp = f.of(gfp);
        deadline = f.tick(deadline);
    }
}
