package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Ticks;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/vmscan.c, v4.17, kswapd} with {@code kswapd_try_to_sleep} and {@code prepare_kswapd_sleep}. A daemon with
 * PF_MEMALLOC and PF_KSWAPD. It begins asleep.
 */
public final class Kswapd extends ZoneFrame<Kswapd.At> {
    enum At {
        START,
        TRY_SLEEP,
        SHORT_SLEPT,
        ASLEEP,
        BALANCE,
        BALANCED
    }

    /** What {@code prepare_kswapd_sleep} does about those throttled. */
    enum PrepareSleep {
        WAKES_THEM,
        /** Until v3.18: as long as somebody is queued it does not sleep. */
        STAYS_AWAKE
    }

    private final PrepareSleep prepareSleep;
    private int allocOrder;
    private int reclaimOrder;

    Kswapd(int zone, PrepareSleep prepareSleep) {
        super(At.START, zone);
        this.prepareSleep = prepareSleep;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        Pgdat node = w.part(z.node());
        switch (at) {
            case START:
                return awaitThen(current, At.ASLEEP);
            case TRY_SLEEP:
                node.setKswapdWaiting(true);
                if (prepareKswapdSleep(w, current, z, node)) {
                    current.setAsleep();
                    return sleepThen(current, w.ticks() + Ticks.milliseconds(100), At.SHORT_SLEPT);
                }
                return stayAwake(node);
            case SHORT_SLEPT:
                if (!node.kswapdWaiting()) {
                    node.setKswapdOrder(Math.max(node.kswapdOrder(), reclaimOrder));
                    return goTo(At.BALANCE);
                }
                if (prepareKswapdSleep(w, current, z, node)) {
                    w.emit(
                            PageEvent.KSWAPD_SLEEPS,
                            current,
                            WakeupKswapd.balanced(z, reclaimOrder) ? 1 : 0,
                            node.kswapdFailures());
                    return awaitThen(current, At.ASLEEP);
                }
                return stayAwake(node);
            case ASLEEP:
                return goTo(At.BALANCE);
            case BALANCE:
                allocOrder = node.kswapdOrder();
                reclaimOrder = allocOrder;
                node.setKswapdOrder(0);
                return call(current, z.variants().balancePgdat().enter(zone(), allocOrder), At.BALANCED);
            case BALANCED:
                reclaimOrder = (int) current.ret();
                if (reclaimOrder >= allocOrder) {
                    allocOrder = node.kswapdOrder();
                    reclaimOrder = allocOrder;
                }
                return goTo(At.TRY_SLEEP);
            default:
                throw new AssertionError(at);
        }
    }

    private Next stayAwake(Pgdat node) {
        node.setKswapdWaiting(false);
        return prepareSleep == PrepareSleep.STAYS_AWAKE ? pauseAt(At.BALANCE) : goTo(At.BALANCE);
    }

    /** Wakes those throttled; true if kswapd is hopeless, or the node balanced, which clears its flags. */
    private boolean prepareKswapdSleep(World w, Task current, Zone z, Pgdat node) {
        WaitQueue throttled = w.part(node.pfmemallocWait());
        long waiters = throttled.waiters();
        throttled.wakeUp(w, current);
        if (prepareSleep == PrepareSleep.STAYS_AWAKE && waiters != 0) {
            if (WakeupKswapd.balanced(z, reclaimOrder)) {
                w.emit(PageEvent.KSWAPD_STAYS_AWAKE, current, waiters);
            }
            return false;
        }
        if (node.hopeless()) {
            return true;
        }
        if (WakeupKswapd.balanced(z, reclaimOrder)) {
            node.clearFlags();
            return true;
        }
        return false;
    }

    /** Fully asleep: neither in its short sleep nor at work. */
    public boolean asleep() {
        return at == At.ASLEEP;
    }

    @Override
    protected boolean ready(World w, Task current) {
        return !w.<Pgdat>look(look(w).node()).kswapdWaiting();
    }

    @Override
    public String function() {
        return "kswapd";
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "somebody to wake it";
    }

    @Override
    void locals(Fields f) {
        allocOrder = f.of(allocOrder);
        reclaimOrder = f.of(reclaimOrder);
    }
}
