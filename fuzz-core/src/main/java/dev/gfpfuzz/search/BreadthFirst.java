package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Around;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Symmetry;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Visits every reachable state once, nearest first, so that the first violation met has the fewest steps. A state's
 * successors are all enabled tasks times all answers to the questions that the step asks.
 *
 * <p>States are told apart by {@link World#hash}, 64 bits; see {@link SeenStates} for what that risks. The way to a
 * state is kept as its parent's number, and found again by executing: among the parent's successors, the one with the
 * state's hash.
 *
 * <p>States that differ in the names of equal tasks only are taken for one ({@link Symmetry}). A shortest counterexample
 * stays one: what a renamed state does, the state does with other names.
 *
 * <p>Where nothing is violated and the whole space was visited, it is searched for livelocks too ({@link Progress}).
 * A livelock is a state from which no schedule at all brings the run to an end; a run that could go round for ever and need
 * not is none. Deadlocks, and sleepers whom nobody can wake, are states without successor; the invariants judge them.
 */
public final class BreadthFirst {
    private static final int POLL_EVERY = 1 << 10;

    private final Subject subject;
    private final Bounds bounds;
    private final Symmetry symmetry;
    private final SeenStates seen = new SeenStates();
    private final Progress progress = new Progress();
    private final Odometer odometer = new Odometer();
    private final Forecast forecast;
    private final int[] enabled;
    private List<Violation> reports = List.of();
    private ArrayDeque<World> frontier = new ArrayDeque<>();
    private ArrayDeque<World> next = new ArrayDeque<>();
    private int expanding;
    private long transitions;
    private int depth;
    private long exercised;
    private long finalStates;
    private long stuckStates;
    private @Nullable Violation violation;
    private @Nullable String boundReached;

    private BreadthFirst(Subject subject, Bounds bounds, Symmetry symmetry) {
        this.subject = subject;
        this.bounds = bounds;
        this.symmetry = symmetry;
        this.enabled = new int[subject.initial().taskCount()];
        this.forecast = new Forecast(subject, bounds.statesMax());
    }

    /** Explores all runs of a subject. */
    public static Exploration explore(Subject subject, Bounds bounds) {
        return new BreadthFirst(subject, bounds, Symmetry.of(subject.initial())).explore();
    }

    /** As {@link #explore}, every state for itself. */
    public static Exploration exploreAll(Subject subject, Bounds bounds) {
        return new BreadthFirst(subject, bounds, Symmetry.none()).explore();
    }

    private Exploration explore() {
        World start = subject.initial().copy();
        seen.add(symmetry.hash(start), -1);
        frontier.add(start);
        Path violating = null;
        Schedule counterexample = null;
        while (violating == null && boundReached == null && !frontier.isEmpty()) {
            int last = frontier.size();
            violating = level();
            if (violating == null && !next.isEmpty()) {
                depth++;
            }
            ArrayDeque<World> spent = frontier;
            frontier = next;
            next = spent;
            if (depth == bounds.depthMax() && !frontier.isEmpty() && boundReached == null) {
                boundReached = "runs of " + depth + " steps were followed and go on";
            }
            if (bounds.foresees() && boundReached == null) {
                foresee(last, frontier.size());
            }
        }
        if (violating != null) {
            counterexample = violating.schedule(subject.initial().copy());
        } else if (boundReached == null) {
            counterexample = livelock();
        }
        Verdict verdict =
                counterexample != null ? Verdict.VIOLATED : boundReached != null ? Verdict.INCONCLUSIVE : Verdict.HOLDS;
        return new Exploration(
                verdict,
                violation,
                counterexample,
                counterexample != null ? null : boundReached,
                seen.size(),
                transitions,
                depth,
                symmetry.trivial() ? List.of() : List.of(symmetry.title()),
                reports,
                exercised,
                finalStates,
                stuckStates,
                0);
    }

    private void foresee(int last, int toCome) {
        String reason = forecast.exceeds(seen.size(), last, toCome, depth);
        if (reason != null) {
            boundReached = seen.size() + " states were visited and it looks like more than " + bounds.statesMax() + ": "
                    + reason;
        }
    }

    /** To the nearest state from which no run comes to rest, and from there in a circle; null if there is none. */
    private @Nullable Schedule livelock() {
        int state = progress.firstThatNeverRests(seen.size());
        if (state < 0) {
            return null;
        }
        Path path = pathTo(state);
        Schedule circle = RoundTrip.from(subject, path);
        violation = new Runner(subject).replay(circle).violation();
        depth = path.length();
        if (violation == null) {
            violation = new Violation(
                    Around.NO_LIVELOCK,
                    false,
                    "From step " + depth + " on no schedule brings the run to an end: the tasks go round in circles.",
                    "no way to the end",
                    World.NOBODY);
        }
        return circle;
    }

    /** Expands the frontier into {@link #next}. @return the way to a violation, or null */
    private @Nullable Path level() {
        for (World w = frontier.poll(); w != null; w = frontier.poll()) {
            Path violating = expand(w, expanding);
            if (violating != null || boundReached != null) {
                return violating;
            }
            expanding++;
            if (expanding % POLL_EVERY == 0 && bounds.stop().getAsBoolean()) {
                boundReached = "it was stopped after " + seen.size() + " states";
                return null;
            }
        }
        return null;
    }

    private @Nullable Path expand(World w, int number) {
        int n = w.enabled(enabled);
        if (n == 0) {
            return atRest(w, number);
        }
        if (w.finished()) {
            progress.rests(number); // only daemons go on
        }
        for (int i = 0; i < n; i++) {
            int task = enabled[i];
            odometer.reset();
            do {
                World successor = w.copy();
                successor.setChooser(odometer);
                successor.step(task);
                transitions++;
                exercised |= successor.exercised();
                if (successor.reports().size() > w.reports().size()) {
                    // Told on the step, also where it leads to a known state.
                    reports = Violation.oncePerInvariant(reports, successor.reports());
                }
                if (successor.violation() != null) {
                    violation = successor.violation();
                    depth++;
                    int[] answers = odometer.answers(); // finding the way asks questions again
                    return pathTo(number).then(task, answers);
                }
                int reached = seen.add(symmetry.hash(successor), number);
                progress.edge(number, reached < 0 ? ~reached : reached);
                if (reached >= 0) {
                    next.add(successor);
                    if (seen.size() > bounds.statesMax()) {
                        boundReached = bounds.statesMax() + " states were visited and there are more";
                        return null;
                    }
                    if (frontier.size() + next.size() > bounds.openMax()) {
                        boundReached = bounds.openMax() + " of " + seen.size() + " states were open at once";
                        return null;
                    }
                }
            } while (odometer.advance());
        }
        return null;
    }

    private @Nullable Path atRest(World w, int number) {
        w.quiesced();
        exercised |= w.exercised();
        reports = Violation.oncePerInvariant(reports, w.reports());
        if (w.violation() != null) {
            violation = w.violation();
            return pathTo(number);
        }
        progress.rests(number);
        if (w.finished()) {
            finalStates++;
        } else {
            stuckStates++;
        }
        return null;
    }

    private Path pathTo(int number) {
        int length = 0;
        for (int i = number; seen.parent(i) >= 0; i = seen.parent(i)) {
            length++;
        }
        long[] hashes = new long[length];
        for (int i = number; seen.parent(i) >= 0; i = seen.parent(i)) {
            hashes[--length] = seen.hash(i);
        }
        Path path = Path.START;
        World w = subject.initial().copy();
        for (long hash : hashes) {
            path = stepTo(w, hash, path);
            path.lastStep(w);
        }
        return path;
    }

    private Path stepTo(World w, long hash, Path path) {
        int[] tasks = new int[w.taskCount()];
        int n = w.enabled(tasks);
        for (int i = 0; i < n; i++) {
            odometer.reset();
            do {
                World successor = w.copy();
                successor.setChooser(odometer);
                successor.step(tasks[i]);
                if (symmetry.hash(successor) == hash) {
                    return path.then(tasks[i], odometer.answers());
                }
            } while (odometer.advance());
        }
        throw new IllegalStateException("State " + Long.toHexString(hash) + " of " + subject.name()
                + " was reached once and is not reached again: a step depends on something outside the state.");
    }
}
