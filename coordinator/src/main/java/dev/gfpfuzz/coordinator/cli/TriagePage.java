package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.triage.Disagreement;
import dev.gfpfuzz.triage.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The triage as a Markdown page: what the e-mail's author would have wanted. */
final class TriagePage {
    private TriagePage() {}

    /**
     * The page.
     *
     * @param source the sites judged as the source reads
     * @param email the same sites, in the same order, judged as the e-mail describes them
     * @param schedules runs for each chain and pressure
     */
    static String text(List<TriageRow> source, List<TriageRow> email, long schedules) {
        StringBuilder s = new StringBuilder(
                String.format(Locale.ROOT, """
                # The triage of `__GFP_NORETRY`, recomputed

                Written by `./gfpfuzz triage --markdown docs/triage.md`; a test compares it with new runs.

                M. Patocka's e-mail to linux-mm of 18 June 2018 lists every user of `__GFP_NORETRY` of that month (4.18-rc) and finds
                sixteen without a fallback. Here each site's attempts ran against a model of v4.17's page allocator, in %,d schedules for
                each place and each of seven kinds of pressure: clean cache beside a rival that takes what was reclaimed, dirty cache,
                writeback to a congested device, anonymous memory, fragmented memory, a burst of atomic requests, and two rivals that hold
                what they take. Nothing here is judged by the shape of the code: a verdict is what became of the operation in these runs.

                ## In short

                %s
                ## How to read the tables

                - **e-mail view**: each site as the e-mail describes it. BUG: a required operation was lost and the last request still had
                  the flag.
                - **source view**: each site as its source reads, followed out to whoever sees the error. BUG: as above, *and* the same
                  schedule ends well once the flag is cleared or `__GFP_RETRY_MAYFAIL` takes its place. BUG_CONDITIONAL: in some
                  configurations only. FAILS_ANYWAY: no other mask of these helps. DEGRADED: whoever calls the function serves the user in
                  a lesser way. CALLER_DECIDES: it refuses on purpose.
                - **since then**: what became of it, by the trees of v4.19 and v6.1.
                - **lost**: the function failed, in the pressure where it fails most. *Spurious*: in so many runs there, NULL came while
                  free and reclaimable memory together would have satisfied the request. **by order**: of the requests of
                  each order, how many failed, over all pressures. Rates compare sites and orders; they are no forecast for a machine.

                In the e-mail view %s; in the source view %s.

                """, schedules, inShort(source), counts(listed(email)), counts(source)));
        s.append("## Where something is lost\n\n");
        s.append(
                "| | site | e-mail | e-mail view | source view | lost (spurious) | by order | what is seen | why | since then |\n");
        s.append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (int i = 0; i < source.size(); i++) {
            if (isLoss(source.get(i)) || isLoss(email.get(i))) {
                loss(s, source.get(i), email.get(i));
            }
        }
        s.append("\n## Where nothing is lost\n\n");
        s.append(
                "| | site | e-mail | e-mail view | source view | policy | worth knowing |\n|---|---|---|---|---|---|---|\n");
        for (int i = 0; i < source.size(); i++) {
            if (!isLoss(source.get(i)) && !isLoss(email.get(i))) {
                well(s, source.get(i), email.get(i));
            }
        }
        tokens(s, source);
        s.append("""

                ## More

                What the thread left open (which flag wins, what if NORETRY returned NULL, how much do the sixteen fail) is in
                [whatif.md](whatif.md); how to add a site, or judge your own, in [call-sites.md](call-sites.md).
                """);
        return s.toString();
    }

    private static List<TriageRow> listed(List<TriageRow> rows) {
        return rows.stream().filter(r -> r.site().inEmail()).toList();
    }

    /** The answer to the e-mail, in a few lines. */
    private static String inShort(List<TriageRow> source) {
        List<TriageRow> bugs = listed(source).stream()
                .filter(r -> r.site().email().verdict() == Verdict.BUG)
                .toList();
        List<TriageRow> overlooked = source.stream()
                .filter(r -> r.judgement().verdict() == Verdict.BUG && !bugs.contains(r))
                .toList();
        StringBuilder s = new StringBuilder();
        item(s, "Of the e-mail's " + bugs.size() + " bugs there are " + countsOf(bugs) + ".");
        item(
                s,
                "Bugs that it does not list as such: "
                        + overlooked.stream()
                                .map(r -> r.site().n() + " " + r.site().function())
                                .collect(Collectors.joining("; "))
                        + ".");
        item(
                s,
                "The flag does nothing, because the requests may not reclaim anyway: "
                        + numbers(remarked(source, Judgement.Remark.INERT))
                        + ". It stands beside RETRY_MAYFAIL or NOFAIL: "
                        + numbers(remarked(source, Judgement.Remark.CONFLICTING))
                        + ". A mask that may sleep under a spinlock: "
                        + numbers(remarked(source, Judgement.Remark.SLEEPS_IN_ATOMIC)) + ".");
        item(
                s,
                "What the e-mail proposes then, that NORETRY return NULL instead of sleeping, is tried in"
                        + " [whatif.md](whatif.md), Q4a and Q4b; RETRY_MAYFAIL in its place in Q3.");
        return s.toString();
    }

    private static void item(StringBuilder s, String sentence) {
        s.append("- ").append(sentence).append('\n');
    }

    private static List<TriageRow> remarked(List<TriageRow> rows, Judgement.Remark remark) {
        return rows.stream()
                .filter(r -> r.judgement().remarks().contains(remark))
                .toList();
    }

    private static String numbers(List<TriageRow> rows) {
        return rows.stream().map(r -> r.site().n()).collect(Collectors.joining(" "));
    }

    private static String countsOf(List<TriageRow> rows) {
        List<String> counts = new ArrayList<>();
        for (Verdict v : Verdict.values()) {
            List<TriageRow> of =
                    rows.stream().filter(r -> r.judgement().verdict() == v).toList();
            if (!of.isEmpty()) {
                counts.add(of.size() + " " + v + " (" + numbers(of) + ")");
            }
        }
        return String.join(", ", counts);
    }

    private static String counts(List<TriageRow> rows) {
        List<String> counts = new ArrayList<>();
        for (Verdict v : Verdict.values()) {
            List<String> of = rows.stream()
                    .filter(r -> r.judgement().verdict() == v)
                    .map(r -> r.site().n())
                    .toList();
            if (!of.isEmpty()) {
                counts.add(of.size() + " " + v + (v == Verdict.OK ? "" : " (" + String.join(" ", of) + ")"));
            }
        }
        return "there are " + String.join(", ", counts);
    }

    private static boolean isLoss(TriageRow r) {
        return switch (r.judgement().verdict()) {
            case OK, UNCLEAR -> false;
            default -> true;
        };
    }

    private static void row(StringBuilder s, String... cells) {
        s.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String view(TriageRow email) {
        return email.site().inEmail() ? email.judgement().verdict().name() : "";
    }

    private static String name(TriageRow r) {
        return "`" + r.site().path() + "` " + r.site().function();
    }

    private static void loss(StringBuilder s, TriageRow source, TriageRow email) {
        Judgement j = source.judgement();
        Judgement.Rate worst = j.rates().stream()
                .max((a, b) -> Double.compare(a.lostPercent(), b.lostPercent()))
                .orElseThrow();
        String seenBy = source.seenBy();
        row(
                s,
                source.site().n(),
                name(source),
                source.emailVerdict(),
                view(email),
                j.verdict().name(),
                String.format(
                        Locale.ROOT,
                        "%.0f %% (%.0f %%) %s",
                        worst.lostPercent(),
                        100.0 * worst.spurious() / worst.runs(),
                        worst.pressure()),
                source.ordersText(),
                seenBy == null ? "" : seenBy,
                why(source),
                source.site().fate());
    }

    /** What the source view adds, and for sites that agree what the catalogue notes. */
    private static String why(TriageRow r) {
        Judgement j = r.judgement();
        String disagreement = Disagreement.why(j);
        List<String> parts = new ArrayList<>();
        if (j.evidence() != null && j.evidence().cure() != null && disagreement.isEmpty()) {
            parts.add("the failing schedule " + j.evidence().cure().words());
        }
        parts.add(disagreement.isEmpty() ? r.site().note() : disagreement);
        parts.add(r.remarks());
        return parts.stream().filter(p -> !p.isEmpty()).collect(Collectors.joining("; "));
    }

    private static void well(StringBuilder s, TriageRow source, TriageRow email) {
        String disagreement = Disagreement.why(source.judgement());
        String words = disagreement.isEmpty() ? source.site().note() : disagreement;
        row(
                s,
                source.site().n(),
                name(source),
                source.emailVerdict(),
                view(email),
                source.judgement().verdict().name(),
                source.site().policy(),
                words + (words.isEmpty() || source.remarks().isEmpty() ? "" : "; ") + source.remarks());
    }

    private static void tokens(StringBuilder s, List<TriageRow> rows) {
        s.append("""

                ## Failing schedules

                The smallest run found of each, of the source view; `./gfpfuzz explain TOKEN` tells it as a story, `./gfpfuzz replay TOKEN`
                makes it again.

                | | what | token |
                |---|---|---|
                """);
        for (TriageRow r : rows) {
            if (!r.token().isEmpty()) {
                row(s, r.site().n(), "operation lost", "`" + r.token() + "`");
            }
            if (!r.sleepToken().isEmpty()) {
                row(s, r.site().n(), "sleeps in atomic context", "`" + r.sleepToken() + "`");
            }
        }
    }
}
