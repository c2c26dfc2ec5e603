package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.campaign.Tally;
import dev.gfpfuzz.coordinator.report.CampaignReport;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.workers.shard.Target;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A campaign's results as text: the verdict first, then the findings with their tokens, then what stayed silent. */
final class SummaryText {
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
        for (Finding f : s.findings()) {
            out.println();
            finding(f);
        }
        out.println();
        silence(s);
        if (Files.exists(dir.resolve(CampaignReport.HTML))) {
            out.println("Report: " + dir.resolve(CampaignReport.HTML));
        }
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
                "  first in run %,d, %s in all; shrunk to %s, %s, %s",
                f.schedulesToFirst(),
                Words.count(f.count(), "run"),
                Words.count(f.tasks(), "task"),
                Words.count(f.steps(), "step"),
                Words.count(f.contextSwitches(), "context switch").replace("switchs", "switches")));
        out.println((f.token().startsWith("gfz") ? "  ./gfpfuzz explain " : "  token ") + f.token());
    }

    /** Targets without a violation, by profile, and what was never put to the test there. */
    void silence(CampaignSummary s) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        Map<String, Tally> sums = new LinkedHashMap<>();
        for (int i = 0; i < s.spec().targets().size(); i++) {
            Target t = s.spec().targets().get(i);
            if (violated(s, t) || s.tallies().get(i).schedules() == 0) {
                continue;
            }
            names.computeIfAbsent(t.profile(), p -> new ArrayList<>()).add(t.scenario());
            sums.merge(t.profile(), s.tallies().get(i), Tally::plus);
        }
        names.forEach((profile, scenarios) -> {
            Tally sum = sums.get(profile);
            out.println(style.good(profile + " stayed silent") + " in " + Words.count(sum.schedules(), "schedule")
                    + " of " + Words.count(scenarios.size(), "scenario") + ":");
            Words.lines(String.join(", ", some(scenarios)) + ".", width - 2).forEach(line -> out.println("  " + line));
            List<String> vacuous = sum.exercised().entrySet().stream()
                    .filter(e -> e.getValue() == 0)
                    .map(Map.Entry::getKey)
                    .toList();
            if (!vacuous.isEmpty()) {
                Words.lines("Not put to the test there: " + String.join(", ", vacuous) + ".", width - 2)
                        .forEach(line -> out.println("  " + line));
            }
        });
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

    private static boolean violated(CampaignSummary s, Target t) {
        return s.findings().stream()
                .anyMatch(f -> !f.report()
                        && f.scenario().equals(t.scenario())
                        && f.profile().equals(t.profile()));
    }
}
