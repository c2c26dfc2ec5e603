package dev.gfpfuzz.kernel;

import dev.gfpfuzz.api.PublicApi;

/** A sleeping mutex: {@code kernel/locking/mutex.c}. Hand-off and optimistic spinning are left to the schedule. */
@PublicApi
public final class Mutex extends ExclusiveLock {
    public Mutex() {
        this(false);
    }

    /** @param hot whether reclaim itself may need the lock, so that nobody should reclaim with it held */
    public Mutex(boolean hot) {
        super(hot);
    }
}
