package dev.gfpfuzz.coordinator.report;

import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a campaign's silence is no answer yet. */
final class Unfinished {
    private Unfinished() {}

    /** The reasons, a sentence each; none when all was done that was to be done. */
    static List<String> of(CampaignSummary s) {
        List<String> reasons = new ArrayList<>();
        if (!s.budgetSpent()) {
            reasons.add("The budget is not spent, resume goes on.");
        }
        s.failures().forEach(failure -> reasons.add("gfpfuzz itself failed: " + failure));
        long unlisted = s.accounts().unlisted();
        if (unlisted > 0) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%,d %s with findings for which there was no room in the list.",
                    unlisted,
                    unlisted == 1 ? "run" : "runs"));
        }
        return reasons;
    }
}
