package dev.gfpfuzz.workers.protocol;

/** What the coordinator says. */
public sealed interface ToWorker extends Message {
    /**
     * Do this.
     *
     * @param lease number of the claim, never used twice in a campaign's sitting
     */
    record Lease(long lease, Job job) implements ToWorker {}

    /** Drop that job; send nothing about it. */
    record Cancel(long lease) implements ToWorker {}

    /** There is nothing more to do for you, and why. */
    record Goodbye(String sentence) implements ToWorker {}
}
