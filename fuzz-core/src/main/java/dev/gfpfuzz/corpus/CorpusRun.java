package dev.gfpfuzz.corpus;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.search.Strategy;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.shrink.Shrinker;
import dev.gfpfuzz.shrink.Shrunk;
import org.jspecify.annotations.Nullable;

/**
 * Runs one shape of a bug. A shape that must fail is searched with a strategy until it does; one that must stay silent is
 * explored exhaustively where its space is small, else sampled. Deterministic in its arguments.
 *
 * @param strategy as users write it
 * @param searchMax schedules after which a shape that must fail counts as not found
 * @param silentSchedules schedules for a silent shape whose space is too large
 * @param statesMax states up to which a silent shape's space is explored
 * @param seed everything random derives from it
 */
public record CorpusRun(String strategy, long searchMax, long silentSchedules, long statesMax, long seed) {
    /**
     * What a shape came to.
     *
     * @param found the invariant violated, or {@code silent}
     * @param schedules schedules executed; 0 when exhaustive
     * @param states states of the whole space, or 0 when sampled
     * @param shrunk the failing run made small, or null
     * @param token its token, or empty
     */
    public record Row(
            Bug bug,
            Bug.Shape shape,
            String found,
            long schedules,
            long states,
            @Nullable Shrunk shrunk,
            String token) {
        public boolean ok() {
            return found.equals(shape.expected());
        }
    }

    /** Runs a shape. */
    public Row run(Bug bug, Bug.Shape shape) {
        Case what = bug.of(shape);
        if (shape.silent()) {
            Exploration all = BreadthFirst.explore(what.subject(), Bounds.states(statesMax));
            if (all.verdict() == Verdict.HOLDS) {
                return new Row(bug, shape, Bug.Shape.SILENT, 0, all.states(), null, "");
            }
        }
        return sample(bug, shape, what, shape.silent() ? silentSchedules : searchMax);
    }

    private Row sample(Bug bug, Bug.Shape shape, Case what, long schedules) {
        Subject subject = what.subject();
        Runner runner = new Runner(subject);
        Strategy search = Strategies.parse(strategy).strategy(subject, Knowledge.NONE);
        for (long i = 0; i < schedules; i++) {
            Outcome outcome = runner.run(search, SplitMix64.seedOf(seed, i));
            search.endRun(outcome);
            if (outcome.violated()) {
                Shrunk shrunk = Shrinker.shrink(what, outcome.schedule());
                String token = Token.encode(shrunk.reduced(), shrunk.schedule());
                return new Row(bug, shape, outcome.violation().invariant(), i + 1, 0, shrunk, token);
            }
        }
        return new Row(bug, shape, Bug.Shape.SILENT, schedules, 0, null, "");
    }
}
