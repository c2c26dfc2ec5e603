package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.corpus.Bug;
import dev.gfpfuzz.corpus.CorpusRun;
import java.util.List;
import java.util.Locale;

/** The corpus as a Markdown page. */
final class CorpusPage {
    private CorpusPage() {}

    static String text(List<CorpusRun.Row> rows) {
        StringBuilder s = new StringBuilder("""
                # Historic bugs

                Written by `./gfpfuzz corpus --markdown docs/bugs.md`. Each bug is a scenario (`bug-ID`); the shape of the code
                before its fix must be found, the one after it must stay silent. "all N states" is a proof within the model.

                """);
        Bug last = null;
        for (CorpusRun.Row r : rows) {
            if (r.bug() != last) {
                head(s, r.bug());
                last = r.bug();
            }
            s.append("| `")
                    .append(r.shape().profile())
                    .append("` | ")
                    .append(r.found())
                    .append(" | ");
            s.append(
                    r.states() > 0
                            ? String.format(Locale.ROOT, "all %,d states", r.states())
                            : String.format(Locale.ROOT, "%,d schedules", r.schedules()));
            s.append(" | ");
            if (r.shrunk() != null) {
                s.append(r.shrunk().outcome().steps())
                        .append(" steps, ")
                        .append(r.shrunk().outcome().contextSwitches())
                        .append(" switches | `")
                        .append(r.token())
                        .append("` |\n");
            } else {
                s.append("| |\n");
            }
        }
        return s.toString();
    }

    private static void head(StringBuilder s, Bug bug) {
        s.append("\n## ").append(bug.id()).append("\n\n");
        s.append(bug.about()).append(" (").append(bug.component()).append("; ").append(bug.kind());
        s.append("; ").append(bug.commits()).append("; ").append(bug.release()).append(")\n\n");
        s.append("| shape | found | searched | shrunk | token |\n|---|---|---|---|---|\n");
    }
}
