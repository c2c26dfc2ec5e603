package dev.gfpfuzz.coordinator.actor;

import java.util.concurrent.TimeUnit;

/** How long running jobs may go on once nobody waits for them. For the coordinator's thread. */
final class Grace {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    /** -1 while somebody waits. */
    private long end = -1;

    /** Begins anew. */
    void begin(long now) {
        end = now + NANOS;
    }

    /**
     * Whether it has run out.
     *
     * @param unwanted whether nobody waits for the jobs; may become false again, as results can be taken back, and time
     *     that went by while the disk did not answer
     */
    boolean isOver(boolean unwanted, long now) {
        if (!unwanted) {
            end = -1;
        } else if (end < 0) {
            begin(now);
        }
        return unwanted && now - end >= 0;
    }
}
