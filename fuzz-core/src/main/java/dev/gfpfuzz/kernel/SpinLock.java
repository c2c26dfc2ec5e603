package dev.gfpfuzz.kernel;

/**
 * A spinlock: {@code include/linux/spinlock.h}. Whoever waits for one spins, and whoever holds one may not sleep until it
 * is released; interrupts are off in between, so a completion cannot run on top of the holder.
 */
public final class SpinLock extends ExclusiveLock {
    @Override
    public boolean spins() {
        return true;
    }
}
