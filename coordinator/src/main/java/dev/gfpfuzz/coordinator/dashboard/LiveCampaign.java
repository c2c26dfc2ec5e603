package dev.gfpfuzz.coordinator.dashboard;

import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import java.util.function.Supplier;

/**
 * A campaign as it stands, looked at again when somebody asks and some time has passed: the longer a look takes, the
 * rarer it is. Thread-safe.
 */
public final class LiveCampaign {
    private static final long REST_NANOS = 1_000_000_000L;
    /** A look takes a fifth of the time at the most. */
    private static final int REST_FACTOR = 4;
    /** However long a look takes, one is had so often. */
    private static final long REST_NANOS_MAX = 30_000_000_000L;

    private final String title;
    private final Supplier<CampaignSummary> look;
    private CampaignSummary last;
    private long lookAgainAt;

    /**
     * @param title for people: the campaign's directory
     * @param look reads the campaign; may throw a {@code CampaignException}
     */
    public LiveCampaign(String title, Supplier<CampaignSummary> look) {
        this.title = title;
        this.look = look;
        long began = System.nanoTime();
        last = look.get();
        rest(began);
    }

    String title() {
        return title;
    }

    synchronized CampaignSummary now() {
        long began = System.nanoTime();
        if (began - lookAgainAt >= 0) {
            last = look.get();
            rest(began);
        }
        return last;
    }

    private void rest(long began) {
        long now = System.nanoTime();
        lookAgainAt = now + Math.min(REST_NANOS_MAX, Math.max(REST_NANOS, REST_FACTOR * (now - began)));
    }
}
