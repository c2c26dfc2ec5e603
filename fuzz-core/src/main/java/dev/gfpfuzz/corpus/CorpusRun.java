package dev.gfpfuzz.corpus;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import dev.gfpfuzz.step.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials. One that must fail is searched with a strategy until it does; one that must stay silent is explored
 * exhaustively where its space is small, else sampled. Deterministic in its arguments.
 *
 * @param strategy as users write it
 * @param searchMax schedules after which a trial that must fail counts as not found
 * @param silentSchedules schedules for a silent trial whose space is too large
 * @param statesMax states up to which a silent trial's space is explored
 * @param seed everything random derives from it
 */
public record CorpusRun(String strategy, long searchMax, long silentSchedules, long statesMax, long seed) {
    /** States and, where these do not suffice, schedules for the question whether the fix cures a smaller scenario. */
    private static final long CURED_STATES = 20_000;

    private static final int CURED_SCHEDULES = 200;

    /**
     * What the search of a trial came to.
     *
     * @param found the invariant violated, for a false alarm also one reported, or {@code silent}
     * @param schedules schedules executed; 0 when exhaustive
     * @param states states of the whole space, or 0 when sampled
     * @param failing the run found, or null
     */
    public record Search(
            Trial trial,
            String found,
            long schedules,
            long states,
            @Nullable Schedule failing) {
        public boolean ok() {
            return found.equals(trial.expected());
        }

        /** Whether the verdict is a proof within the model. */
        public boolean exhaustive() {
            return states > 0;
        }
    }

    /**
     * A search and its shrunk run.
     *
     * @param shrunk the failing run made small, or null
     * @param token its token, or empty
     */
    public record Row(Search search, @Nullable Shrunk shrunk, String token) {
        public Trial trial() {
            return search.trial();
        }

        public boolean ok() {
            return search.ok();
        }

        /** How large the shrunk scenario is, or null. */
        public @Nullable Configuration configuration() {
            return shrunk == null ? null : Configuration.of(shrunk.reduced().scenario());
        }
    }

    /** Searches, and shrinks what was found. */
    public Row run(Trial trial) {
        return shrink(search(trial));
    }

    /** Searches a trial. */
    public Search search(Trial trial) {
        Subject subject = trial.what().subject();
        if (trial.silent()) {
            Exploration all = BreadthFirst.explore(subject, Bounds.states(statesMax));
            boolean reported = reportsCount(trial) && !all.reports().isEmpty();
            if (all.verdict() == Verdict.HOLDS && !reported) {
                return new Search(trial, Trial.SILENT, 0, all.states(), null);
            }
        }
        return sample(trial, subject);
    }

    private Search sample(Trial trial, Subject subject) {
        Runner runner = Runner.remembering(subject, Runner.STEPS_MAX);
        Strategy picks = Strategies.parse(strategy).strategy(subject, Knowledge.NONE);
        long schedules = trial.silent() ? silentSchedules : searchMax;
        for (long i = 0; i < schedules; i++) {
            Outcome outcome = runner.run(picks, SplitMix64.seedOf(seed, i));
            picks.endRun(outcome);
            if (outcome.violated()) {
                return new Search(trial, outcome.violation().invariant(), i + 1, 0, outcome.schedule());
            }
            List<Violation> reports = outcome.reports();
            if (reportsCount(trial) && !reports.isEmpty()) {
                return new Search(trial, reports.get(0).invariant(), i + 1, 0, null);
            }
        }
        return new Search(trial, Trial.SILENT, schedules, 0, null);
    }

    private static boolean reportsCount(Trial trial) {
        return trial.shape().equals(Trial.ALARM);
    }

    /** Makes a found run small. A bug's stays one that its fix cures: otherwise it would be another bug. */
    public Row shrink(Search found) {
        if (found.failing() == null) {
            return new Row(found, null, "");
        }
        Bug bug = Corpus.bug(found.trial().id());
        Shrunk shrunk = bug == null || found.trial().silent()
                ? Shrinker.shrink(found.trial().what(), found.failing())
                : Shrinker.shrink(found.trial().what(), found.failing(), smaller -> cures(bug.fixed(), smaller));
        return new Row(found, shrunk, Token.encode(shrunk.reduced(), shrunk.schedule()));
    }

    /** Whether the shape after the fix is silent in a scenario reduced from the bug's, as far as can be told cheaply. */
    public static boolean cures(Trial fixed, Case reduced) {
        Subject subject = fixed.what().with(reduced.edits()).subject();
        Exploration all = BreadthFirst.explore(subject, Bounds.states(CURED_STATES));
        if (all.verdict() != Verdict.INCONCLUSIVE) {
            return all.verdict() == Verdict.HOLDS;
        }
        Runner runner = Runner.remembering(subject, Runner.STEPS_MAX);
        RandomWalk walk = new RandomWalk();
        for (long i = 0; i < CURED_SCHEDULES; i++) {
            if (runner.run(walk, i).violated()) {
                return false;
            }
        }
        return true;
    }
}
