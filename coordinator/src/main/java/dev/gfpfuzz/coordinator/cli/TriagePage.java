package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.triage.Judgement;
import dev.gfpfuzz.triage.View;
import java.util.List;
import java.util.Locale;

/** The triage as a Markdown page. */
final class TriagePage {
    private TriagePage() {}

    static String text(List<TriageRow> rows, View view) {
        StringBuilder s = new StringBuilder("""
                # The triage of __GFP_NORETRY, recomputed

                Written by `./gfpfuzz triage --view %s --markdown docs/triage.md`. Each site's attempts were run against the page
                allocator under every kind of pressure; a failing schedule was run again without the flag. The e-mail is
                M. Patocka's to linux-mm of 18 June 2018; the source is 4.18-rc. Numbers with a plus are sites that it omits.

                | | site | verdict | e-mail | lost at most | why |
                |---|---|---|---|---|---|
                """.formatted(view.name().toLowerCase(Locale.ROOT)));
        for (TriageRow r : rows) {
            Judgement j = r.judgement();
            CallSite site = j.site();
            double worst = j.rates().stream()
                    .mapToDouble(rate -> 100.0 * rate.lost() / rate.runs())
                    .max()
                    .orElse(0);
            s.append("| ")
                    .append(site.n())
                    .append(" | `")
                    .append(site.path())
                    .append("` ")
                    .append(site.function());
            s.append(" | ")
                    .append(j.verdict())
                    .append(" | ")
                    .append(site.inEmail() ? site.email().verdict() : "");
            s.append(" | ")
                    .append(String.format(Locale.ROOT, "%.0f %%", worst))
                    .append(" | ")
                    .append(why(r))
                    .append(" |\n");
        }
        s.append(
                "\n## Failing schedules\n\n`./gfpfuzz explain TOKEN` tells each as a story.\n\n| | token |\n|---|---|\n");
        for (TriageRow r : rows) {
            if (!r.token().isEmpty()) {
                s.append("| ")
                        .append(r.judgement().site().n())
                        .append(" | `")
                        .append(r.token())
                        .append("` |\n");
            }
        }
        return s.toString();
    }

    private static String why(TriageRow r) {
        Judgement j = r.judgement();
        StringBuilder s = new StringBuilder(j.site().policy());
        if (j.evidence() != null && !j.evidence().counterfactual().isEmpty()) {
            s.append("; ").append(j.evidence().counterfactual());
        }
        if (!j.site().note().isEmpty()) {
            s.append("; ").append(j.site().note());
        }
        return s.append(r.remarks()).toString();
    }
}
