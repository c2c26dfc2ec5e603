package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSiteException;
import dev.gfpfuzz.model.callers.CallSiteParser;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.text.BadInputException;
import dev.gfpfuzz.triage.Pressures;
import dev.gfpfuzz.triage.Triage;
import dev.gfpfuzz.triage.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triage}: the e-mail's table of {@code __GFP_NORETRY} users, recomputed by running each call site. */
@Command(
        name = "triage",
        mixinStandardHelpOptions = true,
        description = {
            "Judges every user of __GFP_NORETRY of June 2018 by running its attempts under memory pressure.",
            "BUG: a required operation is lost although memory could have been had without the flag."
        },
        footer = {
            "",
            "Examples:",
            "  ./gfpfuzz triage --view email",
            "  ./gfpfuzz triage --site 43",
            "  ./gfpfuzz triage --sites mine.txt"
        })
final class TriageCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            defaultValue = "source",
            description = "email: as the e-mail describes each site; source: as the source reads, with counterfactual"
                    + " runs (default: ${DEFAULT-VALUE}).")
    View view = View.SOURCE;

    @Option(names = "--site", paramLabel = "N", description = "One site only, by its number: 1 to 65, +1, +2, ...")
    @Nullable
    String site;

    @Option(
            names = "--sites",
            paramLabel = "FILE",
            description = "A catalogue of your own instead of the built-in one (format: docs/call-sites.md).")
    @Nullable
    String sites;

    @Option(
            names = "--schedules",
            paramLabel = "N",
            defaultValue = "2000",
            converter = Numbers.Positive.class,
            description = "Schedules for each chain of a site and kind of pressure (default: ${DEFAULT-VALUE}).")
    long schedules;

    @Option(
            names = "--profile",
            paramLabel = "P|FILE",
            defaultValue = "v4_17",
            description = "A built-in profile's name, or a profile file (default: ${DEFAULT-VALUE}).")
    String profile = "v4_17";

    @Mixin
    SeedOption seed = new SeedOption();

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Also write the table, both views, as a Markdown page.")
    @Nullable
    Path markdown;

    TriageCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() {
        Profile p = Inputs.profile(profile);
        List<CallSite> all = catalogue();
        List<CallSite> chosen = site == null ? all : List.of(numbered(all, site));
        Triage triage = new Triage(new Pressures(all), p, (int) Math.min(Integer.MAX_VALUE, schedules), seed.n);
        interrupt.willStop();
        long began = System.nanoTime();
        TriageTable table = new TriageTable(console.width());
        if (!common.json) {
            console.out().println(table.heading());
        }
        List<TriageRow> rows = judge(triage, chosen, view, r -> print(table, r));
        boolean whole = rows.size() == chosen.size();
        if (markdown != null && whole) {
            View other = view == View.SOURCE ? View.EMAIL : View.SOURCE;
            List<TriageRow> others = judge(triage, chosen, other, r -> {});
            whole = others.size() == chosen.size();
            if (whole) {
                List<TriageRow> source = view == View.SOURCE ? rows : others;
                Outputs.write(markdown, TriagePage.text(source, source == rows ? others : rows, schedules));
            }
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Triage(
                            view.name().toLowerCase(Locale.ROOT),
                            p.name(),
                            schedules,
                            seconds,
                            rows.size() == chosen.size(),
                            rows.stream().map(TriageRow::document).toList())));
        } else if (rows.size() == chosen.size()) {
            console.out().println(TriageTable.summary(rows, seconds));
        }
        if (!whole) {
            Stopped.tell(console, rows.size(), chosen.size(), "sites were judged", markdown);
        }
        return whole ? ExitCode.DONE : ExitCode.INCONCLUSIVE;
    }

    private List<TriageRow> judge(Triage triage, List<CallSite> chosen, View from, Consumer<TriageRow> each) {
        return Parallel.map(chosen, s -> TriageRow.of(triage.judge(s, from), sites == null), interrupt, each);
    }

    private void print(TriageTable table, TriageRow r) {
        if (common.json) {
            return;
        }
        table.lines(r).forEach(console.out()::println);
        if (site != null) {
            table.details(r).forEach(console.out()::println);
        }
        console.out().flush();
    }

    private List<CallSite> catalogue() {
        if (sites == null) {
            return CallSites.all();
        }
        try {
            return CallSiteParser.parse(Inputs.read(sites), sites);
        } catch (CallSiteException e) {
            throw new BadInputException(e.getMessage());
        }
    }

    private static CallSite numbered(List<CallSite> all, String n) {
        return all.stream()
                .filter(s -> s.n().equals(n))
                .findFirst()
                .orElseThrow(() -> BadInputException.unknown(
                        "site", n, all.stream().map(CallSite::n).toList()));
    }
}
