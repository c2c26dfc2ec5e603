package dev.gfpfuzz.coordinator.campaign;

import java.util.function.BooleanSupplier;

/**
 * A campaign directory that this process holds: nobody else can run it until it is closed. How to get one (create, open,
 * or only look): {@code dev.gfpfuzz.coordinator.actor.Campaigns}.
 *
 * <pre>{@code
 * try (Campaign campaign = Campaigns.create(dir, spec)) {
 *     CampaignSummary summary = campaign.run(2, CampaignListener.SILENT, () -> interrupted);
 *     ...
 * }
 * }</pre>
 */
public interface Campaign extends AutoCloseable {
    CampaignSpec spec();

    /** From now on the campaign's files may take so many bytes; when they do, it pauses. */
    void limitDisk(long bytesMax);

    /** The campaign as it stands, from the store. */
    CampaignSummary summary();

    /**
     * Runs until the budget is spent and every finding is shrunk, or until it is stopped, in this JVM, without a socket.
     * What is left over can be resumed by another call, in this process or a later one.
     *
     * @param workers number of worker actors, at least 1; it changes the speed and never the results
     * @param listener told on the way
     * @param stop asked several times a second; once it says true, shards that are running are finished (or dropped
     *     after a short grace, to be run again later), everything is saved, and this method returns
     * @return the campaign as it stands afterwards
     * @throws CampaignException when the store cannot be written (disk full, directory removed)
     */
    CampaignSummary run(int workers, CampaignListener listener, BooleanSupplier stop);

    /**
     * As {@link #run}, and workers of other processes and machines may join, leave and come back at any time.
     *
     * @param workers number of workers in this JVM, 0 or more
     * @throws dev.gfpfuzz.workers.cluster.ClusterException when it cannot listen there
     */
    CampaignSummary serve(Listening listening, int workers, CampaignListener listener, BooleanSupplier stop);

    /** Releases the directory. */
    @Override
    void close();
}
