package dev.gfpfuzz.coordinator.report;

import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Invariants;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding with the explanation of its shrunk run, executed again here.
 *
 * @param explanation null when only a user's own code can run it
 * @param rule what was broken, as a sentence
 * @param source where the rule comes from
 */
record Story(Finding finding, @Nullable Explanation explanation, String rule, String source) {
    private static final String SCENARIO_TOKEN = "gfz";

    static List<Story> of(CampaignSummary summary) {
        List<Scenario> scenarios = new ArrayList<>();
        List<Profile> profiles = new ArrayList<>();
        for (Target t : summary.spec().targets()) {
            if (t.isProperty()) {
                continue;
            }
            Case c = t.toCase();
            scenarios.add(c.origin().scenario());
            profiles.add(c.profile());
        }
        Token.Sources sources = new Token.Sources(scenarios, profiles);
        return summary.findings().stream().map(f -> of(f, sources)).toList();
    }

    private static Story of(Finding f, Token.Sources sources) {
        Explanation e = null;
        if (f.token().startsWith(SCENARIO_TOKEN)) {
            Reproduction r = Token.decode(f.token(), sources);
            e = Explanation.of(r.theCase(), r.schedule(), f.token());
        }
        for (Invariant i : Invariants.all()) {
            if (i.name().equals(f.invariant())) {
                return new Story(f, e, i.statement(), i.source());
            }
        }
        return f.invariant().equals(World.KERNEL_BUG)
                ? new Story(
                        f, e, "No BUG_ON of the modelled functions is reached.", "the function named in the finding")
                : new Story(f, e, "The property " + f.scenario() + " holds.", f.scenario());
    }

    String title() {
        return finding.invariant() + ": " + finding.scenario() + " under " + finding.profile();
    }

    /** The explanation as text, or what there is to say without one. */
    String text() {
        return explanation == null
                ? finding.sentence() + "\n\nReplay it where the property is: token " + finding.token() + "\n"
                : explanation.text(Explanation.WIDTH, Style.PLAIN);
    }

    /** An identifier for links. */
    String anchor(int index) {
        return "finding-" + (index + 1);
    }
}
