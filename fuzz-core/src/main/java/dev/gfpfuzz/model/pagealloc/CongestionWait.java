package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Ticks;
import dev.gfpfuzz.kernel.WaitQueue;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code mm/backing-dev.c, v4.17, congestion_wait} and, with the test, {@code wait_iff_congested}: sleeps until a device
 * leaves congestion, 100 ms at most.
 */
final class CongestionWait extends ZoneFrame<CongestionWait.At> {
    enum At {
        ENTRY,
        SLEPT,
        RESCHEDULED
    }

    private Throttle reason;

    /** @param reason CONGESTION_WAIT sleeps in any case, WAIT_IFF_CONGESTED only while a device is congested */
    CongestionWait(int zone, Throttle reason) {
        super(At.ENTRY, zone);
        this.reason = reason;
    }

    @Override
    Next step(World w, Task current, Zone z) {
        WaitQueue queue = w.part(w.<Pgdat>look(z.node()).congestionWait());
        return switch (at) {
            case ENTRY -> {
                if (reason == Throttle.WAIT_IFF_CONGESTED && !z.bdiCongested()) {
                    yield pauseAt(At.RESCHEDULED);
                }
                long deadline = w.ticks() + Ticks.milliseconds(100);
                w.emit(PageEvent.THROTTLED, current, reason.ordinal(), deadline);
                queue.prepareToWait(w, current);
                yield sleepThen(current, deadline, At.SLEPT);
            }
            case SLEPT -> {
                queue.finishWait(current);
                yield ret(current);
            }
            case RESCHEDULED -> ret(current);
        };
    }

    @Override
    public String function() {
        return reason == Throttle.WAIT_IFF_CONGESTED ? "wait_iff_congested" : "congestion_wait";
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "the device to leave congestion";
    }

    @Override
    void locals(Fields f) {
        reason = f.of(reason);
    }
}
