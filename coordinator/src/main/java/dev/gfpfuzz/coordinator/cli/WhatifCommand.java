package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.triage.Experiment;
import dev.gfpfuzz.triage.WhatIf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatif}: the open questions of the thread as experiments, and one kernel's rules against another's. */
@Command(
        name = "whatif",
        mixinStandardHelpOptions = true,
        description = {
            "Answers what a change of the rules would do, by running every call site under both.",
            "Experiments: Q1 Q1b Q2 Q2b Q3 Q4a Q4b Q5 Q6 Q7 Q8, or all."
        },
        footer = {"", "Examples:", "  ./gfpfuzz whatif Q1", "  ./gfpfuzz whatif --baseline v4_17 --candidate v6_1"})
final class WhatifCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;
    private static final String ALL = "all";

    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Parameters(paramLabel = "EXPERIMENT", arity = "0..*", description = "Experiments, or all.")
    List<String> ids = List.of();

    @Option(names = "--baseline", paramLabel = "P|FILE", description = "Profile to compare with (default: v4_17).")
    @Nullable
    String baseline;

    @Option(names = "--candidate", paramLabel = "P|FILE", description = "Profile to compare.")
    @Nullable
    String candidate;

    @Option(
            names = "--schedules",
            paramLabel = "N",
            defaultValue = "200",
            converter = Numbers.Positive.class,
            description = "Runs for each cell of a table (default: ${DEFAULT-VALUE}).")
    long schedules;

    @Mixin
    SeedOption seed = new SeedOption();

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the answers as a Markdown page.")
    @Nullable
    Path markdown;

    WhatifCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() {
        List<Experiment> chosen = chosen();
        int n = (int) Math.min(Integer.MAX_VALUE, schedules);
        interrupt.willStop();
        long began = System.nanoTime();
        List<Documents.Experiment> done =
                Parallel.map(chosen, e -> document(e, e.run().run(n, seed.n)), interrupt, this::print);
        boolean complete = done.size() == chosen.size();
        if (markdown != null && complete) {
            Outputs.write(markdown, WhatifPage.text(done, schedules));
        }
        if (common.json) {
            console.out().print(Json.text(new Documents.Whatif((System.nanoTime() - began) / NANOS, complete, done)));
        }
        if (!complete) {
            Stopped.tell(console, done.size(), chosen.size(), "experiments were run", markdown);
        }
        return complete ? ExitCode.DONE : ExitCode.INCONCLUSIVE;
    }

    private List<Experiment> chosen() {
        if (candidate != null) {
            if (!ids.isEmpty()) {
                throw new UserException("Either experiments or --candidate, not both.");
            }
            Profile before = Inputs.profile(baseline == null ? "v4_17" : baseline);
            Profile after = Inputs.profile(candidate);
            return List.of(new Experiment(
                    "compare",
                    "What changes from " + before.name() + " to " + after.name() + "?",
                    "no call site fails that did not, and no more kills",
                    (n, s) -> WhatIf.compare(before, after, n, s)));
        }
        if (baseline != null) {
            throw new UserException("--baseline needs --candidate, the profile to compare it with.");
        }
        if (ids.isEmpty()) {
            throw new UserException("What if what? Name experiments (" + names() + "), all, or --candidate PROFILE.");
        }
        List<Experiment> named =
                ids.stream().filter(id -> !id.equals(ALL)).map(WhatIf::named).toList();
        return ids.contains(ALL) ? WhatIf.experiments() : named;
    }

    private static String names() {
        return String.join(
                ", ", WhatIf.experiments().stream().map(Experiment::id).toList());
    }

    private static Documents.Experiment document(Experiment e, Experiment.Result r) {
        return new Documents.Experiment(
                e.id(), e.question(), e.expected(), r.answer(), r.asExpected(), r.columns(), r.rows());
    }

    private void print(Documents.Experiment e) {
        if (common.json) {
            console.err().println(e.id() + ": " + e.answer());
            return;
        }
        console.out().println(e.id() + "  " + e.question());
        console.out().println("  answer    " + e.answer());
        console.out().println("  expected  " + e.expected() + (e.asExpected() ? "" : "  (CONTRADICTED)"));
        for (String line : table(e)) {
            console.out().println("    " + line);
        }
        console.out().println();
    }

    private static List<String> table(Documents.Experiment e) {
        List<List<String>> all = new ArrayList<>();
        all.add(e.columns());
        all.addAll(e.rows());
        int[] widths = new int[e.columns().size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            StringBuilder s = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                s.append(String.format(Locale.ROOT, "%-" + (widths[i] + 2) + "s", row.get(i)));
            }
            lines.add(s.toString().stripTrailing());
        }
        return lines;
    }
}
