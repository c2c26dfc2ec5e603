package dev.gfpfuzz.coordinator.actor;

import java.util.function.LongSupplier;

/**
 * How long the coordinator has listened, in nanoseconds: the time by which it calls a worker silent and a lease run out.
 * When its own process stood still (stopped by a signal, starved of its processor, in a long collection) nobody could be
 * heard, so that is nobody's silence: of a gap no more than {@link #GAP_MAX} counts. For the coordinator's thread.
 */
final class ListeningTime {
    /** Ten times the coordinator's tick. */
    static final long GAP_MAX = 1_000_000_000;

    private final LongSupplier clock;
    private long clockAt;
    private long listened;

    /** @param clock in nanoseconds; it never goes back */
    ListeningTime(LongSupplier clock) {
        this.clock = clock;
        clockAt = clock.getAsLong();
    }

    /** To be asked at every tick, so that a gap is one. */
    long now() {
        long at = clock.getAsLong();
        listened += Math.min(at - clockAt, GAP_MAX);
        clockAt = at;
        return listened;
    }
}
