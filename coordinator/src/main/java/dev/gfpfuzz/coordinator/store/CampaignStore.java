package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import java.util.List;

/** Keeps one campaign. Not thread-safe. Every method may throw a {@code CampaignException} with a sentence. */
public interface CampaignStore extends AutoCloseable {
    CampaignSpec spec();

    /** Keeps these events, all or none; they survive the machine's failure once this method has returned. */
    void append(List<CampaignEvent> events);

    /** Everything kept, in order of shards; only what verifies. */
    List<CampaignEvent> events();

    /** Whether the database itself finds nothing wrong with its files. */
    boolean sound();

    /** The campaign as it stands. */
    default CampaignState state() {
        CampaignState state = new CampaignState(spec());
        events().forEach(state::apply);
        return state;
    }

    @Override
    void close();
}
