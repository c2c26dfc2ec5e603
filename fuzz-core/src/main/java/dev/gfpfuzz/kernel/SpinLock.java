package dev.gfpfuzz.kernel;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * A spinlock: {@code include/linux/spinlock.h}. Whoever waits for one spins, and whoever holds one may not sleep until it
 * is released; interrupts are off in between, so a completion cannot run on top of the holder. Whether a softirq can
 * depends on how it is taken: {@code spin_lock_bh} keeps bottom halves off the CPU, while with PREEMPT_RT {@code
 * spin_lock_irqsave} leaves them, and interrupts, on.
 */
@PublicApi
public final class SpinLock extends ExclusiveLock {
    private static final int NO_SOFTIRQ = -1;

    private final int softirq;

    public SpinLock() {
        this(false);
    }

    /** @param hot whether reclaim itself may need the lock, so that nobody should reclaim with it held */
    public SpinLock(boolean hot) {
        this(hot, NO_SOFTIRQ);
    }

    private SpinLock(boolean hot, int softirq) {
        super(hot);
        this.softirq = softirq;
    }

    /** A lock that is taken with {@code spin_lock_bh} everywhere. */
    public static SpinLock bh(boolean hot, Softirq softirq) {
        return new SpinLock(hot, softirq.id());
    }

    @Override
    public boolean spins() {
        return true;
    }

    @Override
    protected boolean available(World w, Task task, int mode) {
        return super.available(w, task, mode)
                && (softirq == NO_SOFTIRQ || !w.<Softirq>look(softirq).keepsOff(task));
    }

    @Override
    protected void acquire(World w, Task task, int mode) {
        super.acquire(w, task, mode);
        if (softirq != NO_SOFTIRQ) {
            w.<Softirq>part(softirq).disable();
        }
    }

    @Override
    void released(World w) {
        if (softirq != NO_SOFTIRQ) {
            w.<Softirq>part(softirq).enable();
        }
    }
}
