package dev.gfpfuzz.coordinator.campaign;

import java.util.concurrent.TimeUnit;

/**
 * What one sitting's workers spent their time on, all of them together: with two workers up to two seconds a second. Each
 * is measured from the lease to the saved result, so it depends on the machine and is no part of what a campaign remembers.
 *
 * @param proveNanos exhaustive searches
 * @param searchNanos runs
 * @param shrinkNanos making findings small
 */
public record Effort(long proveNanos, long searchNanos, long shrinkNanos) {
    public static final Effort NONE = new Effort(0, 0, 0);

    Effort plus(LeaseBook.Work work, long nanos) {
        if (work instanceof LeaseBook.Work.Space) {
            return new Effort(proveNanos + nanos, searchNanos, shrinkNanos);
        }
        return work instanceof LeaseBook.Work.Finding
                ? new Effort(proveNanos, searchNanos, shrinkNanos + nanos)
                : new Effort(proveNanos, searchNanos + nanos, shrinkNanos);
    }

    /** In seconds. */
    public static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
