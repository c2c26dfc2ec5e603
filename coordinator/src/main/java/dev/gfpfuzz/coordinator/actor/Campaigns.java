package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.coordinator.campaign.Campaign;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.coordinator.store.CampaignDirectory;
import dev.gfpfuzz.coordinator.store.CampaignStore;
import dev.gfpfuzz.coordinator.store.Fsck;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How to get a campaign. */
public final class Campaigns {
    private Campaigns() {}

    /**
     * A new campaign in a directory that is empty or not there yet.
     *
     * @throws CampaignException with a sentence when the directory holds something or cannot be written; nothing is left
     *     half-written
     */
    public static Campaign create(Path dir, CampaignSpec spec) {
        return create(dir, spec, null);
    }

    /**
     * The same, kept in a database elsewhere.
     *
     * @param store URL of a PostgreSQL database, null for the directory itself
     */
    public static Campaign create(Path dir, CampaignSpec spec, @Nullable String store) {
        return new Held(CampaignDirectory.create(dir, spec, store));
    }

    /**
     * A campaign that is there, to go on with.
     *
     * @throws CampaignException with a sentence when there is none, another process runs it, or it is damaged
     */
    public static Campaign open(Path dir) {
        return new Held(CampaignDirectory.open(dir));
    }

    /**
     * A campaign as it stands, while another process may be running it.
     *
     * @throws CampaignException with a sentence when there is none or it is damaged
     */
    public static CampaignSummary look(Path dir) {
        try (CampaignStore store = CampaignDirectory.look(dir)) {
            return store.state().summary();
        }
    }

    /**
     * Verifies a campaign's store, and salvages it if it is damaged; see {@link Fsck}.
     *
     * @throws CampaignException with a sentence when there is none, another process runs it, or its spec is lost
     */
    public static Fsck.Report fsck(Path dir) {
        return CampaignDirectory.fsck(dir);
    }

    private record Held(CampaignDirectory directory) implements Campaign {
        @Override
        public CampaignSpec spec() {
            return directory.store().spec();
        }

        @Override
        public void limitDisk(long bytesMax) {
            directory.store().limit(bytesMax);
        }

        @Override
        public CampaignSummary summary() {
            return directory.store().state().summary();
        }

        @Override
        public CampaignSummary run(int workers, CampaignListener listener, BooleanSupplier stop) {
            if (workers < 1) {
                throw new CampaignException("A campaign with " + workers + " workers; it takes at least 1");
            }
            return new Sitting(directory.store(), workers, listener, stop).run(null);
        }

        @Override
        public CampaignSummary serve(
                Listening listening, int workers, CampaignListener listener, BooleanSupplier stop) {
            return new Sitting(directory.store(), workers, listener, stop).run(listening);
        }

        @Override
        public void close() {
            directory.close();
        }
    }
}
