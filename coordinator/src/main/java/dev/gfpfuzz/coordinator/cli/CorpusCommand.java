package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.corpus.Bug;
import dev.gfpfuzz.corpus.Corpus;
import dev.gfpfuzz.corpus.CorpusRun;
import dev.gfpfuzz.corpus.MutantRun;
import dev.gfpfuzz.profile.Mutants;
import dev.gfpfuzz.profile.Mutants.Mutant;
import dev.gfpfuzz.search.Strategies;
import java.lang.management.ManagementFactory;
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

/** {@code corpus [ID...]}: historic bugs found, their fixes silent; {@code --mutants}: each invariant's mutants killed. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the corpus of historic bugs: the shape of the code before each fix must be found, the one",
            "after it must stay silent (proved where the space is small, else sampled)."
        },
        footer = {
            "",
            "Exit code 0 only if every row is as expected, else 1.",
            "",
            "Examples:",
            "  ./gfpfuzz corpus bufio-noio-retry-loses-buffer",
            "  ./gfpfuzz corpus --mutants"
        })
final class CorpusCommand implements Callable<Integer> {
    private static final long SEARCH_MAX = 2_000_000;
    private static final long STATES_MAX = 200_000;
    private static final double NANOS = 1e9;

    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Bugs to run (default: all).")
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
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "portfolio",
            description = "Strategy with which bugs are searched (default: ${DEFAULT-VALUE}).")
    String strategy = "portfolio";

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    long seed;

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

    private record Piece(Bug bug, Bug.Shape shape) {}

    private record Timed(CorpusRun.Row row, double cpuSeconds) {}

    private Integer bugs() {
        List<Piece> pieces = new ArrayList<>();
        for (Bug bug :
                ids.isEmpty() ? Corpus.all() : ids.stream().map(Corpus::named).toList()) {
            bug.shapes().forEach(s -> pieces.add(new Piece(bug, s)));
        }
        CorpusRun run = new CorpusRun(Strategies.parse(strategy).name(), SEARCH_MAX, postSchedules, STATES_MAX, seed);
        long began = System.nanoTime();
        List<Timed> rows = Parallel.map(pieces, p -> timed(run, p), interrupt, this::line);
        double seconds = (System.nanoTime() - began) / NANOS;
        boolean complete = rows.size() == pieces.size();
        boolean ok = complete && rows.stream().allMatch(t -> t.row().ok());
        if (markdown != null && complete) {
            Outputs.write(
                    markdown, CorpusPage.text(rows.stream().map(Timed::row).toList()));
        }
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Corpus(
                            ok ? Documents.HOLDS : complete ? Documents.VIOLATED : Documents.INCONCLUSIVE,
                            Documents.SAMPLED,
                            seconds,
                            rows.stream().map(t -> row(t)).toList())));
        } else {
            long good = rows.stream().filter(t -> t.row().ok()).count();
            console.out()
                    .println(String.format(
                            Locale.ROOT, "%d of %d shapes as expected, %.1f s", good, pieces.size(), seconds));
        }
        return ok ? ExitCode.DONE : complete ? ExitCode.VIOLATION : ExitCode.INCONCLUSIVE;
    }

    private static Timed timed(CorpusRun run, Piece p) {
        var threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        CorpusRun.Row row = run.run(p.bug(), p.shape());
        return new Timed(row, (threads.getCurrentThreadCpuTime() - began) / NANOS);
    }

    private void line(Timed t) {
        if (common.json) {
            console.err()
                    .println(t.row().bug().id() + " " + t.row().shape().name() + ": "
                            + t.row().found());
            return;
        }
        CorpusRun.Row r = t.row();
        String how = r.states() > 0
                ? String.format(Locale.ROOT, "all %,d states", r.states())
                : String.format(Locale.ROOT, "%,d schedules", r.schedules());
        String shrunk = r.shrunk() == null
                ? ""
                : ", " + r.shrunk().outcome().steps() + " steps and "
                        + r.shrunk().outcome().contextSwitches() + " switches after shrinking";
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%-4s %-30s %-5s %-28s %s%s, %.1f s",
                        r.ok() ? "ok" : "BAD",
                        r.bug().id(),
                        r.shape().name(),
                        r.found(),
                        how,
                        shrunk,
                        t.cpuSeconds()));
        if (!r.token().isEmpty()) {
            console.out().println("       " + r.token());
        }
    }

    private static Documents.CorpusRow row(Timed t) {
        CorpusRun.Row r = t.row();
        boolean found = r.shrunk() != null;
        return new Documents.CorpusRow(
                r.bug().id(),
                r.shape().name(),
                r.shape().profile(),
                r.shape().expected(),
                r.found(),
                r.ok(),
                r.schedules(),
                r.states(),
                found ? r.schedules() : null,
                found ? r.shrunk().outcome().steps() : null,
                found ? r.shrunk().outcome().contextSwitches() : null,
                found ? r.shrunk().reduced().scenario().tasks().size() : null,
                t.cpuSeconds(),
                found ? r.token() : null);
    }

    // ---- mutants ----

    private Integer mutants() {
        List<Mutant> all = Mutants.ALL;
        long began = System.nanoTime();
        List<MutantRun> runs =
                Parallel.map(all, m -> MutantRun.of(m, SEARCH_MAX, postSchedules, seed), interrupt, this::line);
        double seconds = (System.nanoTime() - began) / NANOS;
        boolean complete = runs.size() == all.size();
        boolean ok = complete && runs.stream().allMatch(MutantRun::ok);
        if (common.json) {
            console.out()
                    .print(Json.text(new Documents.Mutants(
                            ok ? Documents.HOLDS : complete ? Documents.VIOLATED : Documents.INCONCLUSIVE,
                            Documents.SAMPLED,
                            seconds,
                            runs.stream()
                                    .map(r -> new Documents.MutantRow(
                                            r.mutant().invariant(),
                                            r.mutant().profile(),
                                            r.mutant().scenario(),
                                            r.killed(),
                                            r.baseSilent(),
                                            r.schedulesToKill()))
                                    .toList())));
        } else {
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
