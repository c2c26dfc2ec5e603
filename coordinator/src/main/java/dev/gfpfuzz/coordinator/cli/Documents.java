package dev.gfpfuzz.coordinator.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.search.SplitSearch;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.triage.Judgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON documents, one record each; fields may be added, and none changes its meaning. See {@code docs/json.md}. */
final class Documents {
    static final String HOLDS = "holds";
    static final String VIOLATED = "violated";
    static final String INCONCLUSIVE = "inconclusive";

    /** Values of {@code evidence}: what a verdict rests on. */
    static final String SAMPLED = "sampled";

    static final String EXHAUSTIVE = "exhaustive";
    static final String ONE_RUN = "one-run";

    private Documents() {}

    /** Instead of another document when a command fails. */
    record Failure(String error, int exitCode) {}

    /** The keys that {@code keys init} and {@code keys add} made. */
    record Keys(List<NodeKeys> nodes, int days) {}

    /** @param directory what the node's --keys names */
    record NodeKeys(String node, String directory) {}

    /**
     * What {@code worker} came to.
     *
     * @param end {@code ended}, {@code refused} or {@code expelled}
     * @param sentence why
     */
    record Worked(String end, String sentence, int workers) {}

    /**
     * A finding.
     *
     * @param level {@code violation} or {@code report}
     * @param token replays the run told of here, the shrunk one where there is one
     * @param tasks tasks of the scenario that run is of
     * @param schedulesToFirst runs until it was found, or null where nothing was searched
     */
    record Finding(
            String invariant,
            String level,
            String profile,
            String scenario,
            String token,
            int steps,
            int contextSwitches,
            int tasks,
            @Nullable Long schedulesToFirst,
            @Nullable Long count,
            @Nullable String originalToken,
            String sentence) {
        /** What one run violates. */
        static Finding of(Case c, Outcome o, Violation v, String token) {
            return new Finding(
                    v.invariant(),
                    v.report() ? "report" : "violation",
                    c.profile().name(),
                    c.scenario().name(),
                    token,
                    o.steps(),
                    o.contextSwitches(),
                    c.scenario().tasks().size(),
                    null,
                    null,
                    null,
                    v.sentence());
        }

        static List<Finding> of(Case c, Outcome o, String token) {
            List<Finding> findings = new java.util.ArrayList<>();
            if (o.violation() != null) {
                findings.add(of(c, o, o.violation(), token));
            }
            o.reports().forEach(r -> findings.add(of(c, o, r, token)));
            return findings;
        }
    }

    /** {@code replay}; {@code seconds} is null, so that the same token prints the same bytes. */
    record Replay(
            String verdict,
            String evidence,
            long schedules,
            long steps,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Double seconds,

            List<Finding> findings,
            String scenario,
            String profile,
            int contextSwitches,
            String end,
            String traceHash) {}

    /** {@code explain}. */
    record Explain(
            String verdict,
            String evidence,
            long schedules,
            long steps,
            double seconds,
            List<Finding> findings,
            String traceHash,
            String text) {}

    /**
     * {@code shrink}.
     *
     * @param before size of the run that came in
     * @param after size of the run that is left
     * @param least whether an exhaustive search shows that no smaller run of what is left has the bug
     */
    record Shrink(
            String verdict,
            String evidence,
            long schedules,
            long steps,
            double seconds,
            List<Finding> findings,
            @Nullable Size before,
            @Nullable Size after,
            @Nullable Boolean least) {}

    /** How large a run is. */
    record Size(int tasks, int operations, int contextSwitches, int values, int steps) {
        static Size of(dev.gfpfuzz.shrink.Measure m) {
            return new Size(m.tasks(), m.operations(), m.contextSwitches(), m.values(), m.steps());
        }
    }

    /**
     * {@code check}.
     *
     * @param boundReached why the search is inconclusive, or null
     * @param exercised invariants whose companion situation occurred
     * @param vacuous invariants whose companion situation never occurred: of them silence says nothing
     * @param split how the search was split, null if it was not
     */
    record Check(
            String verdict,
            String evidence,
            long schedules,
            long steps,
            double seconds,
            List<Finding> findings,
            long states,
            long transitions,
            int depth,
            String scenario,
            String profile,
            @Nullable String boundReached,
            List<String> reductions,
            List<String> exercised,
            List<String> vacuous,
            @Nullable Split split) {}

    /**
     * How a search was split.
     *
     * @param executed steps, those included that several subtrees have in common
     * @param digest over what came of the subtrees, in hexadecimal
     */
    record Split(long subtrees, long executed, String digest) {
        static Split of(SplitSearch search) {
            return new Split(search.subtrees(), search.executed(), String.format("%016x", search.digest()));
        }
    }

    /** One thing that {@code list} names. */
    record Entry(String name, String about) {}

    /**
     * {@code corpus}.
     *
     * @param complete whether every row is there; false when it was stopped
     */
    record Corpus(
            String verdict,
            String evidence,
            double seconds,
            boolean complete,
            long seed,
            long postSchedules,
            CorpusSummary summary,
            List<CorpusRow> rows) {}

    /**
     * One shape of a historic bug, a mutant or a false alarm.
     *
     * @param states states of the whole space when the search was exhaustive, else 0
     * @param cpuSecondsToFirst of the search, where something was found
     * @param cpuSeconds of search and shrinking
     * @param fairness what is assumed of the scheduler, for starvation and livelock
     */
    record CorpusRow(
            String id,
            String shape,
            String profile,
            String scenario,
            String expected,
            String found,
            boolean ok,
            String evidence,
            long schedules,
            long states,
            @Nullable Long schedulesToFirst,
            @Nullable Double cpuSecondsToFirst,
            @Nullable Integer shrunkSteps,
            @Nullable Integer contextSwitches,
            @Nullable Integer tasks,
            @Nullable Integer pages,
            double cpuSeconds,
            @Nullable String fairness,
            @Nullable String token) {
        static CorpusRow of(TimedRow t) {
            var trial = t.trial();
            var search = t.row().search();
            var shrunk = t.row().shrunk();
            var size = t.row().configuration();
            var bug = dev.gfpfuzz.corpus.Corpus.bug(trial.id());
            boolean fair = bug != null && !bug.fairness().isEmpty();
            return new CorpusRow(
                    trial.id(),
                    trial.shape(),
                    trial.profile(),
                    trial.scenario(),
                    trial.expected(),
                    search.found(),
                    search.ok(),
                    search.exhaustive() ? EXHAUSTIVE : SAMPLED,
                    search.schedules(),
                    search.states(),
                    shrunk == null ? null : search.schedules(),
                    shrunk == null ? null : t.searchSeconds(),
                    shrunk == null ? null : shrunk.outcome().steps(),
                    shrunk == null ? null : shrunk.outcome().contextSwitches(),
                    size == null ? null : size.tasks(),
                    size == null ? null : size.pages(),
                    t.cpuSeconds(),
                    fair ? bug.fairness() : null,
                    shrunk == null ? null : t.row().token());
        }
    }

    /**
     * {@code corpus --mutants}.
     *
     * @param complete whether every row is there; false when it was stopped
     */
    record Mutants(String verdict, String evidence, double seconds, boolean complete, List<MutantRow> rows) {}

    /**
     * A mutant.
     *
     * @param baseSilent whether the profile without the mutation is silent in the same scenario
     */
    record MutantRow(
            String invariant,
            String mutant,
            String scenario,
            boolean killed,
            boolean baseSilent,
            @Nullable Long schedulesToKill) {}

    /**
     * {@code triage}.
     *
     * @param complete whether every row is there; false when it was stopped
     */
    record Triage(
            String view, String profile, long schedules, double seconds, boolean complete, List<TriageRow> rows) {}

    /**
     * A call site judged.
     *
     * @param emailVerdict null for sites that the e-mail omits
     * @param agrees whether the verdict is the e-mail's
     * @param why why it is not, if the e-mail lists the site
     * @param seenBy who sees the loss, if there is one
     * @param token of the shrunk failing run, if one failed
     * @param sleepToken of the shrunk run that sleeps in atomic context, if one did
     */
    record TriageRow(
            String n,
            String path,
            String function,
            String policy,
            String verdict,
            @Nullable String emailVerdict,
            boolean agrees,
            @Nullable String why,
            @Nullable String seenBy,
            @Nullable String token,
            @Nullable String sentence,
            @Nullable String counterfactual,
            @Nullable String sleepToken,
            @Nullable String note,
            List<String> remarks,
            List<Judgement.ChainVerdict> chains,
            List<OrderRate> orders,
            List<Judgement.Rate> rates) {}

    /**
     * Requests of one order, over all places and pressures.
     *
     * @param asked runs that made one
     * @param failed runs in which it failed
     */
    record OrderRate(int order, int asked, int failed) {}

    /**
     * {@code whatif}.
     *
     * @param complete whether every experiment is there; false when it was stopped
     */
    record Whatif(double seconds, boolean complete, List<Experiment> experiments) {}

    /**
     * An experiment with its outcome.
     *
     * @param asExpected whether the answer is the expected one
     */
    record Experiment(
            String id,
            String question,
            String expected,
            String answer,
            boolean asExpected,
            List<String> columns,
            List<List<String>> rows) {}
}
