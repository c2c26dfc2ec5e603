package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.triage.Disagreement;
import dev.gfpfuzz.triage.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The triage for a terminal: a line each, and below it why it is not the e-mail's verdict. */
final class TriageTable {
    private static final String INDENT = "      ";
    private static final int WIDTH_MIN = 60;

    private final int width;

    /** @param width columns of the terminal */
    TriageTable(int width) {
        this.width = Math.max(WIDTH_MIN, width);
    }

    String heading() {
        return "   n  verdict          e-mail    lost  site";
    }

    List<String> lines(TriageRow r) {
        Judgement j = r.judgement();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%4s  %-15s  %-7s  %3.0f %%  %s  %s",
                r.site().n(),
                j.verdict(),
                r.emailVerdict(),
                j.worstPercent(),
                r.site().path(),
                r.site().function()));
        List<String> below = new ArrayList<>();
        String why = Disagreement.why(j);
        if (!why.isEmpty()) {
            below.add(why);
        }
        if (!r.remarks().isEmpty()) {
            below.add("[" + r.remarks() + "]");
        }
        wrap(String.join(" ", below), lines);
        return lines;
    }

    private void wrap(String text, List<String> into) {
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > width && line.length() > INDENT.length()) {
                into.add(line.toString());
                line = new StringBuilder(INDENT);
            }
            line.append(line.length() > INDENT.length() ? " " : "").append(word);
        }
        if (line.length() > INDENT.length()) {
            into.add(line.toString());
        }
    }

    /** One site in full. */
    List<String> details(TriageRow r) {
        Judgement j = r.judgement();
        List<String> lines = new ArrayList<>();
        lines.add(INDENT + "policy   " + r.site().policy());
        if (r.site().inEmail()) {
            lines.add(INDENT + "e-mail   " + r.site().email().words());
        }
        if (!r.site().note().isEmpty()) {
            wrap("source   " + r.site().note(), lines);
        }
        if (!r.site().fate().isEmpty()) {
            lines.add(INDENT + "later    " + r.site().fate());
        }
        for (Judgement.ChainVerdict c : j.chains()) {
            lines.add((INDENT + "place    " + (c.chain().isEmpty() ? "the only one" : c.chain())
                            + (c.when().isEmpty() ? "" : " when " + c.when()) + ": " + c.verdict()
                            + (c.who().isEmpty() ? "" : "; when all fails: " + c.end() + ", " + c.who()))
                    .stripTrailing());
        }
        lines.add("");
        lines.add(INDENT + "pressure        place            lost  spurious  by attempt (order: fails of those asked)");
        for (Judgement.Rate rate : j.rates()) {
            lines.add(String.format(
                            Locale.ROOT,
                            INDENT + "%-14s  %-13s  %5.1f %%   %5.1f %%  %s",
                            rate.pressure(),
                            rate.chain(),
                            rate.lostPercent(),
                            100.0 * rate.spurious() / rate.runs(),
                            attempts(rate))
                    .stripTrailing());
        }
        lines.add("");
        evidence(r, lines);
        return lines;
    }

    private static String attempts(Judgement.Rate rate) {
        List<String> parts = new ArrayList<>();
        for (Judgement.AttemptRate a : rate.attempts()) {
            if (a.asked() == 0) {
                continue;
            }
            String what = switch (a.source()) {
                case BUDDY -> Integer.toString(a.order());
                case VMALLOC -> "vmalloc " + a.order();
                default -> a.source().name().toLowerCase(Locale.ROOT);
            };
            parts.add(String.format(Locale.ROOT, "%s: %.0f %%", what, 100.0 * a.failed() / a.asked()));
        }
        return String.join(", ", parts);
    }

    private void evidence(TriageRow r, List<String> lines) {
        Judgement.Evidence e = r.judgement().evidence();
        if (e != null) {
            wrap(e.sentence(), lines);
            if (e.cure() != null) {
                lines.add(INDENT + "The same schedule " + e.cure().words() + ".");
            }
            if (!r.token().isEmpty()) {
                lines.add(INDENT + "./gfpfuzz explain " + r.token());
            }
        }
        if (r.judgement().sleeps() != null) {
            wrap(r.judgement().sleeps().sentence(), lines);
            if (!r.sleepToken().isEmpty()) {
                lines.add(INDENT + "./gfpfuzz explain " + r.sleepToken());
            }
        }
    }

    /** What it all comes to, in a line. */
    static String summary(List<TriageRow> rows, double seconds) {
        List<String> counts = new ArrayList<>();
        for (Verdict v : Verdict.values()) {
            long n = rows.stream().filter(r -> r.judgement().verdict() == v).count();
            if (n > 0) {
                counts.add(n + " " + v);
            }
        }
        List<TriageRow> listed = rows.stream().filter(r -> r.site().inEmail()).toList();
        long differ = listed.stream().filter(r -> !r.judgement().agrees()).count();
        return String.format(
                Locale.ROOT,
                "%s of %d site%s;%s %.1f s",
                String.join(", ", counts),
                rows.size(),
                rows.size() == 1 ? "" : "s",
                listed.isEmpty()
                        ? ""
                        : " " + differ + " differ" + (differ == 1 ? "s" : "") + " from the e-mail's verdict;",
                seconds);
    }
}
