package dev.gfpfuzz.report;

import static dev.gfpfuzz.report.SvgLanes.xml;

import dev.gfpfuzz.report.Story.Actor;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.step.Violation;

/** The explanation as an element of a page. */
final class HtmlStory {
    static final String CSS = """
            .explanation{margin:0 0 2.5em}
            .explanation h3{margin:0 0 .6em;font-size:1.05em}
            .explanation dl{display:grid;grid-template-columns:max-content 1fr;gap:.25em 1em;margin:0 0 1em}
            .explanation dt{color:#495057}
            .explanation dd{margin:0}
            .explanation .lanes{overflow-x:auto;border:1px solid #dee2e6;border-radius:6px;background:#fff;margin:0 0 1em}
            .explanation .lanes svg{display:block}
            .explanation .text{white-space:pre;word-break:normal;overflow-x:auto;font-size:.8em}
            .explanation pre{background:#f1f3f5;padding:.6em .8em;border-radius:6px;white-space:pre-wrap;word-break:break-all;margin:0}
            .violated{color:#c92a2a}.holds{color:#237032}.inconclusive{color:#8f4a00}
            """;

    private final Explanation explanation;
    private final StringBuilder out = new StringBuilder();

    HtmlStory(Explanation explanation) {
        this.explanation = explanation;
    }

    String fragment() {
        Violation v = explanation.outcome().violation();
        out.append("<section class=\"explanation\">\n<h3 class=\"")
                .append(css())
                .append("\">")
                .append(xml(explanation.verdictLine()))
                .append("</h3>\n<dl>\n");
        if (v != null) {
            entry("what", v.sentence());
            entry("rule", explanation.ruleBroken().statement());
            entry("source", explanation.ruleBroken().source());
            entry("cause", explanation.cause().sentence());
        }
        for (Violation r : explanation.outcome().reports()) {
            entry("report", r.invariant() + ": " + r.sentence());
        }
        out.append("</dl>\n<div class=\"lanes\">")
                .append(new SvgLanes(explanation).element())
                .append("</div>\n<dl>\n");
        for (Actor a : explanation.story().lanes()) {
            entry(a.name(), explanation.whereabouts(a));
        }
        out.append("</dl>\n");
        // A picture is nothing for those who cannot see it, nor for copying.
        out.append("<details><summary>The same as text</summary><pre class=\"text\">")
                .append(xml(explanation.text(Explanation.WIDTH, Style.PLAIN)))
                .append("</pre></details>\n");
        if (!explanation.token().isEmpty()) {
            out.append("<pre>./gfpfuzz explain ")
                    .append(xml(explanation.token()))
                    .append("</pre>\n");
        }
        return out.append("</section>\n").toString();
    }

    /** Green is for what holds alone; a run that was cut off is no answer. */
    private String css() {
        Outcome o = explanation.outcome();
        return o.violated() ? "violated" : o.end() == End.FINISHED ? "holds" : "inconclusive";
    }

    private void entry(String name, String text) {
        if (!text.isEmpty()) {
            out.append("<dt>")
                    .append(xml(name))
                    .append("</dt><dd>")
                    .append(xml(text))
                    .append("</dd>\n");
        }
    }
}
