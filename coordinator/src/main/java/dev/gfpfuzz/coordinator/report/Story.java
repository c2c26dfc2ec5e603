package dev.gfpfuzz.coordinator.report;

import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Invariants;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.TokenException;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finding with the explanation of its shrunk run, executed again here.
 *
 * @param explanation null when the run alone does not show the finding: only a user's own code can run it, or judge it
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
        Explanation e = explanation(f, sources);
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

    private static @Nullable Explanation explanation(Finding f, Token.Sources sources) {
        if (!f.token().startsWith(SCENARIO_TOKEN)) {
            return null;
        }
        Reproduction r;
        try {
            r = Token.decode(f.token(), sources);
        } catch (TokenException e) {
            if (isProperty(f)) {
                // Its scenario's text is in the user's class.
                return null;
            }
            throw e;
        }
        Explanation e = Explanation.of(r.theCase(), r.schedule(), f.token());
        return shows(e.outcome(), f) ? e : null;
    }

    /** Whether the run breaks what the finding is about. A property may also fail over a run in which nothing is broken. */
    private static boolean shows(Outcome o, Finding f) {
        return Stream.concat(Stream.ofNullable(o.violation()), o.reports().stream())
                .map(Violation::invariant)
                .anyMatch(f.invariant()::equals);
    }

    private static boolean isProperty(Finding f) {
        return f.scenario().indexOf('#') >= 0;
    }

    /** Whether a user's own property found it, not a scenario's run. */
    boolean isProperty() {
        return isProperty(finding);
    }

    String title() {
        return finding.invariant() + ": " + finding.scenario() + " under " + finding.profile();
    }

    /** The explanation as text, or what there is to say without one. */
    String text() {
        return explanation == null
                ? finding.sentence() + "\n\n" + replay() + "\n"
                : explanation.text(Explanation.WIDTH, Style.PLAIN);
    }

    private String replay() {
        String token = "token " + finding.token();
        if (!isProperty()) {
            return "The run, executed again for this report, does not show it; was it found by another version?\n"
                    + token;
        }
        int hash = finding.scenario().indexOf('#');
        String type = finding.scenario().substring(0, hash).replace('$', '.');
        String method = finding.scenario().substring(hash + 1);
        return "Replay it where the property is:\n" + token + "\nGfpFuzz.replay(" + type + ".class, \"" + method
                + "\", \"" + finding.token() + "\");";
    }

    /** An identifier for links. */
    String anchor(int index) {
        return "finding-" + (index + 1);
    }
}
