package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Accounts;
import dev.gfpfuzz.coordinator.campaign.Assurance;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.campaign.Silence;
import dev.gfpfuzz.coordinator.report.CampaignReport;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.workers.shard.SpaceResult;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A campaign's results as text: the verdict first, then the findings with their tokens, then what stayed silent. */
final class SummaryText {
    /** A confidence below says nothing. */
    private static final double WORTH_TELLING = 0.001;

    private final PrintStream out;
    private final Style style;
    private final int width;

    SummaryText(Console console, Style style) {
        this.out = console.out();
        this.style = style;
        this.width = console.width();
    }

    void print(Path dir, CampaignSummary s) {
        out.println(Words.verdict(style, s.verdict().name()) + ": " + counts(s));
        trust(s.accounts());
        for (Finding f : s.findings()) {
            out.println();
            finding(f);
        }
        out.println();
        silence(s);
        out.println(checks(s.accounts()));
        if (Files.exists(dir.resolve(CampaignReport.HTML))) {
            out.println("Report: " + dir.resolve(CampaignReport.HTML));
        }
    }

    /** What is wrong with the campaign itself; nothing when all is well. */
    void trust(Accounts a) {
        if (a.alarm()) {
            out.println(style.bad(a.alarmSentence() + "."));
        }
        a.expelled().forEach(sentence -> out.println(style.bad(sentence)));
        if (a.unlisted() > 0) {
            out.println(Words.count(a.unlisted(), "run") + " with findings for which there was no room in the list.");
        }
    }

    /** What was done so that silence means something. */
    private static String checks(Accounts a) {
        return "Checked: " + Words.count(a.audited(), "shard") + " audited, the planted bug found " + a.canariesFound()
                + " of " + Words.count(a.canaries(), "time") + ".";
    }

    static String counts(CampaignSummary s) {
        return String.format(
                Locale.ROOT,
                "%s of %s, %,d steps, %.1f s (%.1f M steps/s), %s%s",
                Words.count(s.schedules(), "schedule"),
                Words.count(s.spec().targets().size(), "target"),
                s.steps(),
                s.seconds(),
                s.stepsPerSecond() / 1e6,
                Words.count(s.findings().size(), "finding"),
                s.budgetSpent() ? "" : "; the budget is not spent");
    }

    private void finding(Finding f) {
        String title = f.invariant() + ": " + f.scenario() + " under " + f.profile();
        out.println((f.report() ? style.bold("report ") : style.bad("violation ")) + style.bold(title));
        out.println("  " + f.sentence());
        out.println(String.format(
                Locale.ROOT,
                "  %s; shrunk to %s, %s, %s",
                f.count() == 0
                        ? "found by exhaustive search, in no run"
                        : String.format(
                                Locale.ROOT,
                                "first in run %,d, %s in all",
                                f.schedulesToFirst(),
                                Words.count(f.count(), "run")),
                Words.count(f.tasks(), "task"),
                Words.count(f.steps(), "step"),
                Words.count(f.contextSwitches(), "context switch").replace("switchs", "switches")));
        // A run alone does not show what only a user's property sees in it.
        boolean explains = f.token().startsWith("gfz") && !f.invariant().startsWith("property-");
        out.println((explains ? "  ./gfpfuzz explain " : "  token ") + f.token());
    }

    /** Targets without a violation, by profile, and what that means. */
    void silence(CampaignSummary s) {
        for (Silence quiet : Silence.of(s)) {
            List<String> scenarios = scenarios(s, quiet.targets());
            String held = reported(s, quiet) ? " is without a violation" : " stayed silent";
            out.println(style.good(quiet.profile() + held) + " in "
                    + Words.count(quiet.sum().schedules(), "schedule") + " of "
                    + Words.count(scenarios.size(), "scenario") + ":");
            paragraph(String.join(", ", some(scenarios)) + ".");
            certificates(s, quiet);
            samples(s, quiet);
            if (!quiet.unreachable().isEmpty()) {
                paragraph(
                        "Unreachable at this size: " + String.join(", ", quiet.unreachable())
                                + ". No schedule leads to what these are about, so that they hold here says nothing about the code.");
            }
            if (!quiet.untested().isEmpty()) {
                paragraph("Not put to the test: " + String.join(", ", quiet.untested())
                        + ". No run met what these are about; longer campaigns or other scenarios may.");
            }
        }
        for (int t = 0; t < s.spaces().size(); t++) {
            SpaceResult space = s.spaces().get(t);
            if (space != null && space.verdict() == Verdict.VIOLATED && space.violation() == null) {
                out.println(style.bad("violation ")
                        + style.bold(s.spec().targets().get(t).title()));
                paragraph("Exhaustive search: " + space.sentence());
            }
        }
    }

    /** Whether something worth knowing was found in a silent target, so that "silent" would be too much to say. */
    private static boolean reported(CampaignSummary s, Silence quiet) {
        List<String> scenarios = scenarios(s, quiet.targets());
        return s.findings().stream()
                .anyMatch(f -> f.report() && f.profile().equals(quiet.profile()) && scenarios.contains(f.scenario()));
    }

    private void certificates(CampaignSummary s, Silence quiet) {
        int certified = quiet.certified().size();
        if (certified == 0) {
            return;
        }
        boolean all = certified == quiet.targets().size();
        boolean idle =
                quiet.certified().stream().anyMatch(t -> s.tallies().get(t).schedules() == 0);
        paragraph("Proved" + (all ? "" : " for " + certified + " of them")
                + ": exhaustive search covered every schedule ("
                + Words.count(quiet.states(), "state") + "), so none "
                + (reported(s, quiet) ? "has a violation" : "breaks a rule") + ", however deep the bug"
                + (all ? "" : ": " + String.join(", ", some(scenarios(s, quiet.certified()))))
                + "."
                + (idle ? " What was proved left its time to the others." : ""));
    }

    /** What the samples of those without a certificate mean, each figure for the target where it is worst. */
    private void samples(CampaignSummary s, Silence quiet) {
        List<Integer> sampled = quiet.targets().stream()
                .filter(t ->
                        !quiet.certified().contains(t) && s.tallies().get(t).schedules() > 0)
                .toList();
        if (sampled.isEmpty()) {
            return;
        }
        List<Assurance> all = sampled.stream().map(t -> Assurance.of(s, t)).toList();
        String others = quiet.certified().isEmpty() ? "" : " of the others";
        paragraph(String.format(
                Locale.ROOT,
                "Sampled%s, so not certain: with confidence %3$s one more run %4$s with probability below %2$.2g.",
                others,
                all.stream().mapToDouble(Assurance::violationsBelow).max().orElse(1),
                Assurance.CONFIDENCE,
                reported(s, quiet) ? "has a violation" : "breaks a rule"));
        OptionalDouble unseen = all.stream()
                .mapToDouble(Assurance::unseen)
                .filter(u -> !Double.isNaN(u))
                .max();
        if (unseen.isPresent()) {
            double below = all.stream()
                    .mapToDouble(Assurance::unseenBelow)
                    .filter(u -> !Double.isNaN(u))
                    .max()
                    .orElse(1);
            // Few runs bound nothing.
            String bound = below > 0.99
                    ? ""
                    : String.format(Locale.ROOT, "; below %.2g with confidence %s", below, Assurance.CONFIDENCE);
            paragraph(String.format(
                    Locale.ROOT,
                    "One more run ends in a way not seen yet with probability %.2g (Good-Turing%s). As long as there are"
                            + " such ways, more runs may find more.",
                    unseen.getAsDouble(),
                    bound));
        }
        Map<Integer, Double> least = new TreeMap<>();
        all.forEach(a -> a.depths().forEach(d -> least.merge(d.depth(), d.confidence(), Math::min)));
        least.values().removeIf(confidence -> confidence < WORTH_TELLING);
        least.forEach((depth, confidence) -> paragraph(String.format(
                Locale.ROOT,
                "A bug that needs %d ordering constraints or less would have been met with confidence %.3g (PCT bound).",
                depth,
                confidence)));
    }

    private static List<String> scenarios(CampaignSummary s, List<Integer> targets) {
        return targets.stream().map(t -> s.spec().targets().get(t).scenario()).toList();
    }

    private void paragraph(String text) {
        Words.lines(text, width - 2).forEach(line -> out.println("  " + line));
    }

    private static List<String> some(List<String> scenarios) {
        int shown = 24;
        if (scenarios.size() <= shown) {
            return scenarios;
        }
        List<String> first = new ArrayList<>(scenarios.subList(0, shown));
        first.add((scenarios.size() - shown) + " more");
        return first;
    }
}
