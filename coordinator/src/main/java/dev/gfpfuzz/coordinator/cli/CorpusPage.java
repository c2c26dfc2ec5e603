package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.corpus.Bug;
import dev.gfpfuzz.corpus.Corpus;
import dev.gfpfuzz.corpus.Trial;
import java.util.List;

/**
 * The corpus as a Markdown page: what was found, in how many schedules or states, and the tokens. Times are left out, so
 * that the same code writes the same page.
 */
final class CorpusPage {
    private CorpusPage() {}

    static String text(List<TimedRow> rows, CorpusSummary summary) {
        StringBuilder s = new StringBuilder("""
                # Historic bugs

                Written by `./gfpfuzz corpus --markdown docs/bugs.md`; do not edit. Each bug is a scenario (`bug-ID`): the shape of the code
                before its fix must be found, the one after it must stay silent. "all N states" is a proof within the model, "N schedules" are
                samples. A token replays the shrunk run: `./gfpfuzz explain TOKEN` tells it. "At most": the smallest configuration known to
                show the bug, which the shrunk run must not exceed in tasks, nor in pages that can be allocated or reclaimed.

                """);
        s.append(summary.counts()).append("\n");
        String last = "";
        for (TimedRow r : rows) {
            Trial t = r.trial();
            Bug bug = Corpus.bug(t.id());
            String section = bug == null ? t.shape() : t.id();
            if (!section.equals(last)) {
                head(s, bug, t);
                last = section;
            }
            row(s, bug, r);
        }
        return s.toString();
    }

    private static void head(StringBuilder s, Bug bug, Trial t) {
        if (bug == null) {
            boolean mutant = t.shape().equals(Trial.MUTANT);
            s.append(mutant ? "\n## Mutants of the fixes\n\n" : "\n## False alarms that are none\n\n");
            s.append(
                    mutant
                            ? "Rules of the fixed code broken on purpose; each must be found.\n\n"
                            : "Correct behaviour that looks suspicious; not even a report is made of it.\n\n");
        } else {
            s.append("\n## ")
                    .append(bug.id())
                    .append("\n\n")
                    .append(bug.about())
                    .append("\n\n");
            s.append("- ").append(bug.component()).append("; ").append(bug.kind());
            s.append("; ")
                    .append(bug.commits())
                    .append("; Linux ")
                    .append(bug.release())
                    .append('\n');
            s.append("- At most: ").append(bug.smallest().tasks()).append(" tasks, ");
            s.append(bug.smallest().pages()).append(" pages\n");
            if (!bug.fairness().isEmpty()) {
                s.append("- Fairness assumed, before and after the fix: ")
                        .append(bug.fairness())
                        .append('\n');
            }
            s.append('\n');
        }
        s.append(bug == null ? "| id | profile" : "| shape | profile");
        s.append(" | expected | found | searched | shrunk | token |\n|---|---|---|---|---|---|---|\n");
    }

    private static void row(StringBuilder s, Bug bug, TimedRow r) {
        Trial t = r.trial();
        s.append("| ").append(bug == null ? t.id() : t.shape());
        s.append(" | `").append(t.profile()).append("` | ").append(t.expected());
        s.append(" | ").append(r.found()).append(" | ").append(r.how());
        s.append(" | ").append(r.shrunk()).append(" | ");
        String token = r.row().token();
        s.append(token.isEmpty() ? "" : "`" + token + "`").append(" |\n");
    }
}
