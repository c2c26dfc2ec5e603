package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Symmetry;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A share of an exhaustive search: what can be reached from the ends of some prefixes of runs. It knows nothing of the
 * other shares, so what it finds follows from the subject and the prefixes alone, whoever searches it, and states that
 * several shares reach are found by each. Immutable.
 */
public final class Subtree {
    /** Ways to the states to begin with, in the order of their choices. */
    private final List<Path> prefixes;
    /** Runs are followed to this many steps from the initial state. */
    private final int horizon;
    /** So many states are expanded; what is open then is handed back, to be shared out anew. */
    private final int statesMax;
    /** The same of steps: of the states that are expanded, the last one begins before so many. */
    private final int stepsMax;

    Subtree(List<Path> prefixes, int horizon, int statesMax, int stepsMax) {
        this.prefixes = List.copyOf(prefixes);
        this.horizon = horizon;
        this.statesMax = statesMax;
        this.stepsMax = stepsMax;
    }

    /** All of it as numbers, for {@link #ofWords}. Of neighbouring prefixes the common part is there once. */
    public int[] toWords() {
        Tape out = new Tape().add(horizon).add(statesMax).add(stepsMax).add(prefixes.size());
        Path[] before = {};
        for (Path prefix : prefixes) {
            Path[] steps = prefix.steps();
            int common = common(before, steps);
            out.add(common).add(steps.length - common);
            for (int i = common; i < steps.length; i++) {
                out.addStep(steps[i].task(), steps[i].answers());
            }
            before = steps;
        }
        return out.toArray();
    }

    /** @throws IllegalArgumentException for what {@link #toWords} does not make */
    public static Subtree ofWords(int... words) {
        Tape in = new Tape(words, 0);
        int horizon = in.next(Integer.MAX_VALUE);
        int statesMax = in.next(Integer.MAX_VALUE);
        int stepsMax = in.next(Integer.MAX_VALUE);
        int count = in.next(words.length);
        List<Path> prefixes = new ArrayList<>();
        List<Path> way = new ArrayList<>(List.of(Path.START));
        for (int i = 0; i < count; i++) {
            way.subList(1 + in.next(way.size() - 1), way.size()).clear();
            for (int more = in.next(words.length); more > 0; more--) {
                way.add(in.step(way.get(way.size() - 1)));
            }
            prefixes.add(way.get(way.size() - 1));
        }
        in.end();
        return new Subtree(prefixes, horizon, statesMax, stepsMax);
    }

    /** How many steps two ways have in common. */
    private static int common(Path[] a, Path[] b) {
        int common = 0;
        while (common < Math.min(a.length, b.length) && same(a[common], b[common])) {
            common++;
        }
        return common;
    }

    private static boolean same(Path a, Path b) {
        return a == b || a.task() == b.task() && Arrays.equals(a.answers(), b.answers());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Subtree s && Arrays.equals(toWords(), s.toWords());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toWords());
    }

    @Override
    public String toString() {
        return prefixes.size() + " prefixes, to step " + horizon;
    }

    /** The ways to the states that a search of it has met. */
    Path[] ways(SubtreeResult result) {
        return result.ways(prefixes);
    }

    /**
     * Searches it, nearest states first.
     *
     * @param subject of this thread
     * @param stop asked now and then; true ends the search, and its result is worth nothing
     */
    public SubtreeResult search(Subject subject, BooleanSupplier stop) {
        return new Search(subject, stop).result();
    }

    /**
     * What is wrong with a result that came from elsewhere, as a clause; empty when nothing is to be seen without searching
     * again: it is within the bounds, and what it says is violated or reported comes about when the way to it is executed.
     *
     * @param subject of this thread
     */
    public String contradiction(SubtreeResult result, Subject subject) {
        try {
            Path[] ways = ways(result);
            boolean full = result.expanded() >= statesMax || result.steps() >= stepsMax;
            Path violating = result.violating(ways);
            if (ways.length == 0 || result.expanded() > statesMax) {
                return "it expanded " + result.expanded() + " states where 1 to " + statesMax + " were asked for";
            }
            for (int i = 0; i < ways.length; i++) {
                int length = ways[i].length();
                if (length > horizon || i < result.expanded() && length == horizon) {
                    return "it went beyond step " + horizon;
                }
                if (i >= result.expanded() && length < horizon && !full && violating == null) {
                    return "it left states open that are nearer than step " + horizon;
                }
            }
            if (violating != null && violating.executed(subject).violation() == null) {
                return "its violation does not reproduce";
            }
            for (Path way : result.reporting(ways)) {
                if (way.executed(subject).reports().isEmpty()) {
                    return "its report does not reproduce";
                }
            }
            return "";
        } catch (RuntimeException e) {
            return "it cannot be executed: " + e.getMessage();
        }
    }

    /** @param number of the state among those met */
    private record Open(World world, Path path, int number) {}

    private final class Search {
        private final Subject subject;
        private final Symmetry symmetry;
        private final BooleanSupplier stop;
        private final SubtreeResult.Notes notes = new SubtreeResult.Notes();
        private final SeenStates met = new SeenStates();
        private final Odometer odometer = new Odometer();
        private final int[] enabled;
        private final World[] ends;
        private ArrayDeque<Open> level = new ArrayDeque<>();
        private ArrayDeque<Open> next = new ArrayDeque<>();
        private List<Violation> reports = List.of();
        private long exercised;
        private boolean violated;

        Search(Subject subject, BooleanSupplier stop) {
            this.subject = subject;
            this.stop = stop;
            symmetry = Symmetry.of(subject.initial());
            enabled = new int[subject.initial().taskCount()];
            ends = ends();
        }

        /** Level by level, so that each state is met at its least depth; a prefix joins the level of its length. */
        SubtreeResult result() {
            for (int depth = 0; depth <= horizon && !violated; depth++) {
                begin(depth);
                for (Open o = level.poll(); o != null && !violated; o = level.poll()) {
                    if (depth < horizon && notes.expanded() < statesMax && notes.steps() < stepsMax) {
                        expand(o);
                    }
                }
                if (stop.getAsBoolean()) {
                    return SubtreeResult.stopped();
                }
                ArrayDeque<Open> spent = level;
                level = next;
                next = spent;
            }
            long[] hashes = new long[met.size()];
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = met.hash(i);
            }
            return notes.result(exercised, hashes);
        }

        private void begin(int depth) {
            for (int i = 0; i < ends.length; i++) {
                if (prefixes.get(i).length() == depth) {
                    int number = met.add(symmetry.hash(ends[i]), 0);
                    if (number >= 0) {
                        notes.meet(i);
                        level.add(new Open(ends[i], prefixes.get(i), number));
                    }
                }
            }
        }

        /** The states at the prefixes' ends. Neighbours have most of their way in common, and it is gone once. */
        private World[] ends() {
            List<World> worlds = new ArrayList<>(List.of(subject.initial().copy()));
            World[] reached = new World[prefixes.size()];
            Path[] before = {};
            for (int p = 0; p < reached.length; p++) {
                Path[] steps = prefixes.get(p).steps();
                int common = common(before, steps);
                worlds.subList(common + 1, worlds.size()).clear();
                for (int i = common; i < steps.length; i++) {
                    World w = worlds.get(i).copy();
                    steps[i].lastStep(w);
                    worlds.add(w);
                }
                reached[p] = worlds.get(steps.length).copy();
                before = steps;
            }
            return reached;
        }

        private void expand(Open o) {
            World w = o.world;
            int n = w.enabled(enabled);
            notes.expand();
            if (n == 0) {
                atRest(w);
                return;
            }
            if (w.finished()) {
                notes.resting(); // only daemons go on
            }
            for (int i = 0; i < n; i++) {
                odometer.reset();
                do {
                    World successor = w.copy();
                    successor.setChooser(odometer);
                    successor.step(enabled[i]);
                    exercised |= successor.exercised();
                    if (successor.violation() != null) {
                        notes.violated(enabled[i], odometer.answers());
                        violated = true;
                        return;
                    }
                    step(o, successor, enabled[i]);
                } while (odometer.advance());
            }
            note(w.reports());
        }

        private void step(Open from, World successor, int task) {
            int number = met.add(symmetry.hash(successor), 0);
            if (number < 0) {
                notes.step(~number);
                return;
            }
            int[] answers = odometer.answers();
            notes.step(number);
            notes.meet(from.number, task, answers);
            next.add(new Open(successor, from.path.then(task, answers), number));
        }

        private void atRest(World w) {
            w.quiesced();
            exercised |= w.exercised();
            note(w.reports());
            if (w.violation() != null) {
                notes.violated();
                violated = true;
            } else {
                notes.atRest(w.finished());
            }
        }

        private void note(List<Violation> more) {
            List<Violation> all = Violation.oncePerInvariant(reports, more);
            if (all.size() > reports.size()) {
                notes.report();
            }
            reports = all;
        }
    }
}
