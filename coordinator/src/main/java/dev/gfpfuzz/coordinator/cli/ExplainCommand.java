package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.report.Page;
import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Reproduction;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain TOKEN}: the run of a token as a story. Exit code 0. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Tells the run of a token as a story.",
            "The rule that was broken and its source, the cause, swim lanes with the owner of each lock, and why each",
            "task is blocked."
        },
        footer = {
            "",
            "Exit code 0.",
            "",
            "Examples:",
            "  ./gfpfuzz explain gfz1...",
            "  ./gfpfuzz explain --html gfz1... > story.html"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Common common;

    @Mixin
    TokenInput input;

    @ArgGroup
    @Nullable
    Form form;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file instead of standard output.")
    @Nullable
    Path output;

    /** Another form than text. */
    static final class Form {
        @Option(names = "--html", description = "A self-contained HTML page instead of text.")
        boolean html;

        @Option(names = "--brief", description = "Only the verdict, the cause, and the lanes from the cause on.")
        boolean brief;

        @Option(names = "--svg", description = "The swim lanes as an SVG picture instead of text.")
        boolean svg;
    }

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Reproduction r = input.reproduction();
        Explanation e = Explanation.of(r.theCase(), r.schedule(), input.clean());
        String text = render(e, r.theCase());
        if (output != null) {
            Outputs.write(output, text);
            console.err().println("Wrote " + output + ".");
        }
        if (common.json) {
            Outcome o = e.outcome();
            console.out()
                    .print(Json.text(new Documents.Explain(
                            ReplayCommand.verdict(o),
                            Documents.ONE_RUN,
                            1,
                            o.steps(),
                            (System.nanoTime() - began) / 1e9,
                            Documents.Finding.of(r.theCase(), o, input.clean()),
                            ReplayCommand.hash(e),
                            text)));
        } else if (output == null) {
            console.out().print(text);
        }
        return ExitCode.DONE;
    }

    private String render(Explanation e, Case theCase) {
        if (form != null && form.svg) {
            return e.svg();
        }
        if (form != null && form.html) {
            String title = Page.escape(theCase.subject().name());
            return Page.of(e.verdictLine(), "<h1>" + title + "</h1>\n" + e.htmlFragment());
        }
        boolean plain = common.json || output != null;
        Style style = plain ? Style.PLAIN : common.style(console);
        return form != null && form.brief ? e.brief(console.width(), style) : e.text(console.width(), style);
    }
}
