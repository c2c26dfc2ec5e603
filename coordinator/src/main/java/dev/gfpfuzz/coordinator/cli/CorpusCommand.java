package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.corpus.Bug;
import dev.gfpfuzz.corpus.Corpus;
import dev.gfpfuzz.corpus.CorpusRun;
import dev.gfpfuzz.corpus.MutantRun;
import dev.gfpfuzz.corpus.Trial;
import dev.gfpfuzz.profile.Mutants;
import dev.gfpfuzz.profile.Mutants.Mutant;
import dev.gfpfuzz.search.Strategies;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code corpus [ID...]}: historic bugs found, their fixes silent; {@code --mutants}: each invariant's mutants killed. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the corpus of historic bugs and their fixes.",
            "The shape of the code before each fix must be found, the one after it must stay silent (proved where the",
            "space is small, else sampled). Then the mutants of the fixes, which must be found, and correct behaviour",
            "that must raise no false alarm."
        },
        footer = {
            "",
            "Exit code 0 only if every row is as expected, else 1.",
            "",
            "Examples:",
            "  ./gfpfuzz corpus bufio-noio-retry-loses-buffer",
            "  ./gfpfuzz corpus --post-schedules 1000000 --seed 7",
            "  ./gfpfuzz corpus --mutants"
        })
final class CorpusCommand implements Callable<Integer> {
    private static final long SEARCH_MAX = 2_000_000;
    private static final double NANOS = 1e9;

    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Bugs, mutants or alarms (default: all).")
    List<String> ids = List.of();

    @Option(names = "--mutants", description = "Run the mutants of the invariants instead.")
    boolean mutants;

    @Option(
            names = "--post-schedules",
            paramLabel = "N",
            defaultValue = "20000",
            converter = Numbers.Positive.class,
            description = "Schedules for a silent shape whose space is too large (default: ${DEFAULT-VALUE}).")
    long postSchedules;

    @Option(
            names = "--post-states",
            paramLabel = "N",
            defaultValue = "200000",
            converter = Numbers.Positive.class,
            description = "States up to which a silent shape is proved instead (default: ${DEFAULT-VALUE}).")
    long postStates;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "portfolio",
            description = "Strategy with which bugs are searched (default: ${DEFAULT-VALUE}).")
    String strategy = "portfolio";

    @Mixin
    SeedOption seed = new SeedOption();

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the table as a Markdown page.")
    @Nullable
    Path markdown;

    CorpusCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() {
        Inputs.strategy(strategy);
        interrupt.willStop();
        return mutants ? mutants() : bugs();
    }

    // ---- bugs ----

    private Integer bugs() {
        List<Trial> trials = ids.isEmpty()
                ? Corpus.trials()
                : ids.stream().flatMap(id -> Corpus.trials(id).stream()).toList();
        CorpusRun run = new CorpusRun(Strategies.parse(strategy).name(), SEARCH_MAX, postSchedules, postStates, seed.n);
        long began = System.nanoTime();
        List<TimedRow> rows = Parallel.map(trials, t -> TimedRow.of(run, t), interrupt, this::line);
        double seconds = (System.nanoTime() - began) / NANOS;
        boolean complete = rows.size() == trials.size();
        boolean ok = complete && rows.stream().allMatch(t -> t.row().ok());
        CorpusSummary summary = CorpusSummary.of(rows);
        if (markdown != null && complete) {
            Outputs.write(markdown, CorpusPage.text(rows, summary));
        }
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Corpus(
                            ok ? Documents.HOLDS : complete ? Documents.VIOLATED : Documents.INCONCLUSIVE,
                            summary.everythingProved() ? Documents.EXHAUSTIVE : Documents.SAMPLED,
                            seconds,
                            complete,
                            seed.n,
                            postSchedules,
                            summary,
                            rows.stream().map(Documents.CorpusRow::of).toList())));
        } else if (complete) {
            console.out().println(summary.text() + String.format(Locale.ROOT, "; seed %d, %.1f s", seed.n, seconds));
        }
        if (!complete) {
            Stopped.tell(console, rows.size(), trials.size(), "shapes were run", markdown);
        }
        return ok ? ExitCode.DONE : complete ? ExitCode.VIOLATION : ExitCode.INCONCLUSIVE;
    }

    private void line(TimedRow t) {
        if (common.json) {
            console.err().println(t.trial().id() + " " + t.trial().shape() + ": " + t.found());
            return;
        }
        if (t.trial().shape().equals("pre") || t.trial().shape().equals("a")) {
            Bug bug = Corpus.bug(t.trial().id());
            if (bug != null && !bug.fairness().isEmpty()) {
                console.out().println("     " + bug.id() + ", fairness assumed: " + bug.fairness());
            }
        }
        console.out().println(t.text());
        if (!t.row().token().isEmpty()) {
            console.out().println("       " + t.row().token());
        }
    }

    // ---- mutants ----

    private Integer mutants() {
        if (!ids.isEmpty() || markdown != null) {
            throw new UserException("--mutants runs all mutants of the invariants and writes no page; leave ID and"
                    + " --markdown out.");
        }
        List<Mutant> all = Mutants.everyOne();
        long began = System.nanoTime();
        List<MutantRun> runs =
                Parallel.map(all, m -> MutantRun.of(m, SEARCH_MAX, postSchedules, seed.n), interrupt, this::line);
        double seconds = (System.nanoTime() - began) / NANOS;
        boolean complete = runs.size() == all.size();
        boolean ok = complete && runs.stream().allMatch(MutantRun::ok);
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Mutants(
                            ok ? Documents.HOLDS : complete ? Documents.VIOLATED : Documents.INCONCLUSIVE,
                            Documents.SAMPLED,
                            seconds,
                            complete,
                            runs.stream()
                                    .map(r -> new Documents.MutantRow(
                                            r.mutant().invariant(),
                                            r.mutant().profile(),
                                            r.mutant().scenario(),
                                            r.killed(),
                                            r.baseSilent(),
                                            r.schedulesToKill()))
                                    .toList())));
        } else if (complete) {
            long killed = runs.stream().filter(MutantRun::ok).count();
            long invariants = all.stream().map(Mutant::invariant).distinct().count();
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%d of %d mutants killed, base profiles silent; %d invariants, %.1f s",
                            killed,
                            all.size(),
                            invariants,
                            seconds));
        }
        if (!complete) {
            Stopped.tell(console, runs.size(), all.size(), "mutants were run", null);
        }
        return ok ? ExitCode.DONE : complete ? ExitCode.VIOLATION : ExitCode.INCONCLUSIVE;
    }

    private void line(MutantRun r) {
        (common.json ? console.err() : console.out())
                .println(String.format(
                        Locale.ROOT,
                        "%-4s %-28s %-28s %-28s %s",
                        r.ok() ? "ok" : "BAD",
                        r.mutant().invariant(),
                        r.mutant().profile(),
                        r.mutant().scenario(),
                        !r.killed()
                                ? "not killed"
                                : "killed by schedule " + r.schedulesToKill()
                                        + (r.baseSilent()
                                                ? ""
                                                : "; " + r.mutant().base() + " is not silent")));
    }
}
