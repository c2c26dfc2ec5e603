package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSiteException;
import dev.gfpfuzz.model.callers.CallSiteParser;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.callers.Verdict;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.text.BadInputException;
import dev.gfpfuzz.triage.Judgement;
import dev.gfpfuzz.triage.Pressures;
import dev.gfpfuzz.triage.Triage;
import dev.gfpfuzz.triage.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        footer = {"", "Examples:", "  ./gfpfuzz triage --view email", "  ./gfpfuzz triage --site 43"})
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
            description = "A catalogue of your own instead of the built-in one.")
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

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the table as a Markdown page.")
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
        Triage triage = new Triage(new Pressures(all), p, (int) Math.min(Integer.MAX_VALUE, schedules), seed);
        interrupt.willStop();
        long began = System.nanoTime();
        List<TriageRow> rows =
                Parallel.map(chosen, s -> TriageRow.of(triage.judge(s, view), sites == null), interrupt, this::line);
        double seconds = (System.nanoTime() - began) / NANOS;
        if (markdown != null && rows.size() == chosen.size()) {
            Outputs.write(markdown, TriagePage.text(rows, view));
        }
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Triage(
                            view.name().toLowerCase(Locale.ROOT),
                            p.name(),
                            seconds,
                            rows.stream().map(TriageRow::document).toList())));
        } else {
            summary(rows, seconds);
        }
        return rows.size() == chosen.size() ? ExitCode.DONE : ExitCode.INCONCLUSIVE;
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

    private void line(TriageRow r) {
        if (common.json) {
            return;
        }
        Judgement j = r.judgement();
        console.out()
                .println(String.format(
                                Locale.ROOT,
                                "%3s  %-15s %-9s %s %s%s",
                                j.site().n(),
                                j.verdict(),
                                j.site().inEmail() ? "(" + j.site().email().verdict() + ")" : "",
                                j.site().path(),
                                j.site().function(),
                                r.remarks())
                        .stripTrailing());
        if (site != null) {
            details(r);
        }
    }

    private void details(TriageRow r) {
        Judgement j = r.judgement();
        console.out().println("     policy: " + j.site().policy());
        console.out().println("     e-mail: " + j.site().email().words());
        if (!j.site().note().isEmpty()) {
            console.out().println("     source: " + j.site().note());
        }
        if (!j.site().fate().isEmpty()) {
            console.out().println("     later:  " + j.site().fate());
        }
        for (Judgement.Rate rate : j.rates()) {
            console.out()
                    .println(String.format(
                                    Locale.ROOT,
                                    "     %-14s %-12s lost in %.1f %% of %,d runs",
                                    rate.pressure(),
                                    rate.chain(),
                                    100.0 * rate.lost() / rate.runs(),
                                    rate.runs())
                            .stripTrailing());
        }
        if (j.evidence() != null) {
            console.out().println("     " + j.evidence().sentence());
            if (!j.evidence().counterfactual().isEmpty()) {
                console.out().println("     The same schedule " + j.evidence().counterfactual() + ".");
            }
            console.out().println("     ./gfpfuzz explain " + r.token());
        }
    }

    private void summary(List<TriageRow> rows, double seconds) {
        StringBuilder counts = new StringBuilder();
        for (Verdict v : Verdict.values()) {
            long n = rows.stream().filter(r -> r.judgement().verdict() == v).count();
            if (n > 0) {
                counts.append(counts.length() == 0 ? "" : ", ")
                        .append(n)
                        .append(' ')
                        .append(v);
            }
        }
        long differ = rows.stream()
                .filter(r -> r.judgement().site().inEmail() && !r.judgement().agrees())
                .count();
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s of %d sites; %d differ from the e-mail's verdict; %.1f s",
                        counts,
                        rows.size(),
                        differ,
                        seconds));
    }
}
