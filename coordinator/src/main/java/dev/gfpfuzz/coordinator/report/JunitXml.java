package dev.gfpfuzz.coordinator.report;

import static dev.gfpfuzz.coordinator.report.Page.escape;

import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.coordinator.campaign.Tally;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;
import java.util.Locale;

/**
 * JUnit XML as CI systems read it: a test case for each target, and a failure in it for each violation. Reports are in
 * {@code system-out}. A campaign whose silence is no answer has a test case {@code campaign} with an error, so that it does
 * not pass.
 */
final class JunitXml {
    private JunitXml() {}

    static String document(CampaignSummary summary, List<Story> stories) {
        List<Target> targets = summary.spec().targets();
        long failing = targets.stream()
                .filter(t -> stories.stream()
                        .anyMatch(s -> isOf(s, t) && !s.finding().report()))
                .count();
        int alarms = summary.accounts().alarm() ? 1 : 0;
        List<String> reasons = Unfinished.of(summary);
        // What was found stays found when the budget is not spent; what went wrong is told in any case.
        boolean error = summary.verdict() == CampaignSummary.Verdict.INCONCLUSIVE
                || !summary.failures().isEmpty()
                || summary.accounts().unlisted() > 0;
        int errors = error ? 1 : 0;
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        String counts = String.format(
                Locale.ROOT,
                "tests=\"%d\" failures=\"%d\" errors=\"%d\" time=\"%.3f\"",
                targets.size() + alarms + errors,
                failing + alarms,
                errors,
                summary.seconds());
        out.append("<testsuites name=\"gfpfuzz\" ").append(counts).append(">\n");
        out.append("  <testsuite name=\"gfpfuzz\" skipped=\"0\" ")
                .append(counts)
                .append(">\n");
        if (summary.accounts().alarm()) {
            out.append(
                            "    <testcase classname=\"gfpfuzz\" name=\"canary\" time=\"0\"><failure type=\"canary\" message=\"")
                    .append(escape(summary.accounts().alarmSentence()))
                    .append("\"/></testcase>\n");
        }
        if (error) {
            out.append(
                            "    <testcase classname=\"gfpfuzz\" name=\"campaign\" time=\"0\"><error type=\"unfinished\" message=\"")
                    .append(escape(String.join(" ", reasons)))
                    .append("\"/></testcase>\n");
        }
        for (int i = 0; i < targets.size(); i++) {
            testCase(out, targets.get(i), summary.tallies().get(i), stories);
        }
        return out.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static void testCase(StringBuilder out, Target t, Tally tally, List<Story> stories) {
        out.append(String.format(
                        "    <testcase classname=\"gfpfuzz.%s\" name=\"%s\" time=\"0\">%n",
                        escape(t.profile()), escape(t.scenario()))
                .replace("\r\n", "\n"));
        StringBuilder notes = new StringBuilder(tally.schedules() + " schedules, " + tally.steps() + " steps\n");
        for (Story s : stories) {
            if (!isOf(s, t)) {
                continue;
            }
            if (s.finding().report()) {
                notes.append("report ")
                        .append(s.finding().invariant())
                        .append(": ")
                        .append(s.finding().sentence())
                        .append('\n');
            } else {
                out.append("      <failure type=\"")
                        .append(escape(s.finding().invariant()))
                        .append("\" message=\"")
                        .append(escape(s.finding().sentence()))
                        .append("\">")
                        .append(escape(s.text()))
                        .append("</failure>\n");
            }
        }
        out.append("      <system-out>").append(escape(notes.toString())).append("</system-out>\n    </testcase>\n");
    }

    private static boolean isOf(Story s, Target t) {
        return s.finding().scenario().equals(t.scenario())
                && s.finding().profile().equals(t.profile());
    }
}
