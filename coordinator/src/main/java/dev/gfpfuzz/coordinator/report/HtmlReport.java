package dev.gfpfuzz.coordinator.report;

import static dev.gfpfuzz.coordinator.report.Page.escape;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Finding;
import dev.gfpfuzz.coordinator.campaign.Silence;
import dev.gfpfuzz.coordinator.campaign.Tally;
import dev.gfpfuzz.workers.shard.SpaceResult;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as one page: what was found first, then each finding's story, then what was searched and how hard. */
final class HtmlReport {
    private final String campaign;
    private final CampaignSummary summary;
    private final List<Story> stories;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(String campaign, CampaignSummary summary, List<Story> stories) {
        this.campaign = campaign;
        this.summary = summary;
        this.stories = stories;
    }

    /** @param before HTML in front of everything */
    static String page(String campaign, CampaignSummary summary, List<Story> stories, String before) {
        HtmlReport report = new HtmlReport(campaign, summary, stories);
        report.out.append(before);
        report.head();
        report.findings();
        report.details();
        report.targets();
        report.campaign();
        return Page.of("gfpfuzz: " + report.verdict(), report.out.toString());
    }

    private String verdict() {
        long violations = summary.findings().stream().filter(f -> !f.report()).count();
        return switch (summary.verdict()) {
            case VIOLATED -> violations + (violations == 1 ? " violation" : " violations");
            case HOLDS -> "silent";
            case INCONCLUSIVE -> "inconclusive";
        };
    }

    private void head() {
        out.append("<h1>Campaign <code>")
                .append(escape(campaign))
                .append("</code>: <span class=\"")
                .append(summary.verdict().name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(verdict())
                .append("</span></h1>\n");
        paragraph(String.format(
                Locale.ROOT,
                "%,d schedules (%,d steps) of %d targets in %s%s",
                summary.schedules(),
                summary.steps(),
                summary.spec().targets().size(),
                duration(summary.seconds()),
                summary.budgetSpent() ? "; the whole budget was spent." : "."));
        if (summary.unshrunk() > 0) {
            paragraph(summary.unshrunk() + " more found and not shrunk yet.");
        }
        if (summary.accounts().alarm()) {
            out.append("<p class=\"violated\">")
                    .append(escape(summary.accounts().alarmSentence()))
                    .append(".</p>\n");
        }
        summary.accounts().expelled().forEach(this::paragraph);
        Unfinished.of(summary).forEach(this::paragraph);
    }

    private void findings() {
        if (stories.isEmpty()) {
            return;
        }
        out.append("<h2>Findings</h2>\n<table><tr><th>Rule</th><th>Scenario</th><th>Profile</th><th>What happens</th>"
                + "<th class=\"n\">first in run</th><th class=\"n\">runs</th><th class=\"n\">steps</th></tr>\n");
        for (int i = 0; i < stories.size(); i++) {
            Story s = stories.get(i);
            Finding f = s.finding();
            out.append("<tr><td class=\"name\"><a href=\"#")
                    .append(s.anchor(i))
                    .append("\">")
                    .append(escape(f.invariant()));
            out.append("</a>").append(f.report() ? " (report)" : "").append("</td>");
            name(f.scenario());
            name(f.profile());
            cell(f.sentence());
            if (f.count() == 0) {
                out.append("<td colspan=\"2\">by exhaustive search, in no run</td>");
            } else {
                number(f.schedulesToFirst());
                number(f.count());
            }
            number(f.steps());
            out.append("</tr>\n");
        }
        out.append("</table>\n");
    }

    private void details() {
        for (int i = 0; i < stories.size(); i++) {
            Story s = stories.get(i);
            out.append("<h2 id=\"")
                    .append(s.anchor(i))
                    .append("\">")
                    .append(escape(s.title()))
                    .append("</h2>\n");
            if (s.explanation() == null) {
                out.append("<pre>").append(escape(s.text())).append("</pre>\n");
                continue;
            }
            out.append(s.explanation().htmlFragment());
            out.append(
                            "<details><summary>The run in which it was found first, not shrunk</summary><pre>./gfpfuzz explain ")
                    .append(escape(s.finding().originalToken()))
                    .append("</pre></details>\n");
        }
    }

    private void targets() {
        out.append(
                "<h2>What was searched</h2>\n<table><tr><th>Scenario</th><th>Profile</th><th class=\"n\">schedules</th>"
                        + "<th class=\"n\">steps</th><th>Every schedule searched</th><th>Not put to the test (its situation never occurred)</th></tr>\n");
        for (int i = 0; i < summary.spec().targets().size(); i++) {
            Target t = summary.spec().targets().get(i);
            Tally tally = summary.tallies().get(i);
            out.append("<tr>");
            name(t.scenario());
            name(t.profile());
            number(tally.schedules());
            number(tally.steps());
            cell(exhaustive(summary.spaces().get(i)));
            cell(missed(Silence.missed(summary, i)));
            out.append("</tr>\n");
        }
        out.append("</table>\n");
    }

    /** Those that no run met, and after them those that no run can. */
    private static String missed(Map<String, Boolean> missed) {
        String untested = names(missed, false);
        String unreachable = names(missed, true);
        return unreachable.isEmpty()
                ? untested
                : untested + (untested.isEmpty() ? "unreachable" : "; unreachable") + " at this size: " + unreachable;
    }

    private static String names(Map<String, Boolean> missed, boolean unreachable) {
        return missed.entrySet().stream()
                .filter(e -> e.getValue() == unreachable)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static String exhaustive(@Nullable SpaceResult space) {
        if (space == null) {
            return "";
        }
        return switch (space.verdict()) {
            case HOLDS -> String.format(Locale.ROOT, "yes: certain, %,d states", space.states());
            case VIOLATED -> "violated: " + space.sentence();
            case INCONCLUSIVE -> "no: " + space.boundReached();
        };
    }

    private void campaign() {
        String budget = summary.spec().budget() instanceof Budget.Schedules b
                ? String.format(Locale.ROOT, "%,d schedules", b.schedules())
                : duration(((Budget.Seconds) summary.spec().budget()).seconds());
        out.append("<h2>Campaign</h2>\n");
        paragraph("Strategy " + summary.spec().strategy() + ", seed "
                + summary.spec().seed() + ", budget " + budget
                + String.format(Locale.ROOT, "; %.1f million steps per second; ", summary.stepsPerSecond() / 1e6)
                + "result digest " + String.format("%016x", summary.digest())
                + ". Every finding was executed again before it was counted, and once more for this page"
                + (stories.stream().anyMatch(Story::isProperty) ? ", where that takes no code of yours" : "")
                + ". The coordinator ran "
                + summary.accounts().audited() + " of " + summary.shardsDone()
                + " shards again itself; a planted bug was searched "
                + summary.accounts().canaries()
                + " times and found " + summary.accounts().canariesFound() + " times.");
    }

    private void paragraph(String text) {
        out.append("<p>").append(escape(text)).append("</p>\n");
    }

    private void name(String text) {
        out.append("<td class=\"name\">").append(escape(text)).append("</td>");
    }

    private void cell(String text) {
        out.append("<td>").append(escape(text)).append("</td>");
    }

    private void number(long n) {
        out.append("<td class=\"n\">")
                .append(String.format(Locale.ROOT, "%,d", n))
                .append("</td>");
    }

    private static String duration(double seconds) {
        long s = Math.round(seconds);
        return s < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s / 60 % 60 + " min";
    }
}
