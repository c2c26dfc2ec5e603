package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignEvent;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps one campaign. Not thread-safe. Every method may throw a {@code CampaignException} with a sentence. */
public interface CampaignStore extends AutoCloseable {
    CampaignSpec spec();

    /** What audits and canaries follow from; never sent to anybody. See {@code Spotchecks}. */
    String secret();

    /** Refuses to grow beyond so many bytes: {@link #append} fails until there is room again. */
    void limit(long bytesMax);

    /** Keeps these events, all or none; they survive the machine's failure once this method has returned. */
    void append(List<CampaignEvent> events);

    /**
     * Tells everything kept, shards in order.
     *
     * @return the audit of what was told, without problems
     * @throws dev.gfpfuzz.coordinator.campaign.CampaignException when a record does not verify, or the ledger and the
     *     results do not agree
     */
    Audit replay(Consumer<CampaignEvent> sink);

    /** Everything kept. */
    default List<CampaignEvent> events() {
        List<CampaignEvent> events = new ArrayList<>();
        replay(events::add);
        return events;
    }

    /** Replays the ledger against the results. */
    Audit audit();

    /** Whether the database itself finds nothing wrong with its files. */
    boolean sound();

    /** The campaign as it stands. */
    default CampaignState state() {
        CampaignState state = new CampaignState(spec());
        replay(state::apply);
        return state;
    }

    @Override
    void close();
}
