package dev.gfpfuzz.kernel;

import dev.gfpfuzz.api.PublicApi;

/**
 * A spinlock: {@code include/linux/spinlock.h}. Whoever waits for one spins, and whoever holds one may not sleep until it
 * is released; interrupts are off in between, so a completion cannot run on top of the holder.
 */
@PublicApi
public final class SpinLock extends ExclusiveLock {
    public SpinLock() {
        this(false);
    }

    /** @param hot whether reclaim itself may need the lock, so that nobody should reclaim with it held */
    public SpinLock(boolean hot) {
        super(hot);
    }

    @Override
    public boolean spins() {
        return true;
    }
}
