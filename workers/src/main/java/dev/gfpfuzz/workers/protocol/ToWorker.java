package dev.gfpfuzz.workers.protocol;

/** What the coordinator says. */
public sealed interface ToWorker extends Message {
    /** Why a worker is sent away. Their order is on the wire. */
    enum Reason {
        /** The campaign has ended, or its coordinator stops. */
        ENDED,
        /** The worker is another version of gfpfuzz. */
        REFUSED,
        /** A result of the worker did not hold. */
        EXPELLED
    }

    /**
     * Do this.
     *
     * @param lease number of the claim, never used twice in a campaign's sitting
     */
    record Lease(long lease, Job job) implements ToWorker {}

    /** Drop that job; send nothing about it. */
    record Cancel(long lease) implements ToWorker {}

    /** There is nothing more to do for you, and why. */
    record Goodbye(Reason reason, String sentence) implements ToWorker {}
}
