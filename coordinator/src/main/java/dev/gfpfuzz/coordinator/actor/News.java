package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.coordinator.campaign.CampaignListener;
import dev.gfpfuzz.coordinator.campaign.CampaignProgress;
import dev.gfpfuzz.coordinator.campaign.CampaignState;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.campaign.Tally;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells the user each finding once, and how far the campaign is. */
final class News {
    private final CampaignListener listener;
    private final Rate rate = new Rate();
    private final Set<List<String>> told = new LinkedHashSet<>();

    /** @param state what the campaign has when it goes on */
    News(CampaignListener listener, CampaignState state) {
        this.listener = listener;
        known(state);
    }

    /** What this campaign has already is no news. */
    void known(CampaignState state) {
        told.clear();
        state.findings().forEach(f -> told.add(identity(f)));
    }

    void findings(CampaignState state) {
        for (Finding f : state.findings()) {
            if (told.add(identity(f))) {
                listener.found(f);
            }
        }
    }

    /** @param moreNanos running time that is not in the state yet */
    void progress(CampaignState state, long moreNanos) {
        Tally total = state.total();
        double seconds = (state.nanos() + moreNanos) / 1e9;
        listener.progress(new CampaignProgress(
                total.schedules(),
                total.steps(),
                seconds,
                rate.of(seconds, total.steps()),
                state.fraction(moreNanos),
                told.size(),
                state.shrinking()));
    }

    private static List<String> identity(Finding f) {
        return List.of(f.invariant(), f.skeleton(), f.scenario(), f.profile());
    }
}
