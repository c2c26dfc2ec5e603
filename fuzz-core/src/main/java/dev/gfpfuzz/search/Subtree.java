package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Symmetry;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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

    Subtree(List<Path> prefixes, int horizon, int statesMax) {
        this.prefixes = List.copyOf(prefixes);
        this.horizon = horizon;
        this.statesMax = statesMax;
    }

    /**
     * Searches it, nearest states first.
     *
     * @param subject of this thread
     * @param stop asked now and then; true ends the search, and its result is worth nothing
     */
    public Found search(Subject subject, BooleanSupplier stop) {
        return new Search(subject, stop).result();
    }

    /** What was found: the states that were expanded, where their steps lead, and what is open. */
    public static final class Found {
        private long[] hashes = new long[256];
        private int[] depths = new int[256];
        /** Where the steps of each state end in {@link #targets}. */
        private int[] ends = new int[256];

        private long[] targets = new long[512];
        private int states;
        private int steps;
        final BitSet resting = new BitSet();
        final BitSet finished = new BitSet();
        final BitSet stuck = new BitSet();
        final List<Path> open = new ArrayList<>();
        final List<Long> openHashes = new ArrayList<>();
        List<Violation> reports = List.of();
        long exercised;

        @Nullable
        Violation violation;

        @Nullable
        Path violating;

        boolean stopped;

        int states() {
            return states;
        }

        /** Steps executed from the states that were expanded. */
        int steps() {
            return steps;
        }

        long hash(int state) {
            return hashes[state];
        }

        int depth(int state) {
            return depths[state];
        }

        /** The hashes of the states to which a state's steps lead. */
        long[] targets(int state) {
            return Arrays.copyOfRange(targets, state == 0 ? 0 : ends[state - 1], ends[state]);
        }

        private int begin(long hash, int depth) {
            if (states == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * states);
                depths = Arrays.copyOf(depths, 2 * states);
                ends = Arrays.copyOf(ends, 2 * states);
            }
            hashes[states] = hash;
            depths[states] = depth;
            ends[states] = steps;
            return states++;
        }

        private void step(long target) {
            if (steps == targets.length) {
                targets = Arrays.copyOf(targets, 2 * steps);
            }
            targets[steps++] = target;
            ends[states - 1] = steps;
        }
    }

    private record Open(World world, Path path, long hash) {}

    private final class Search {
        private final Subject subject;
        private final Symmetry symmetry;
        private final BooleanSupplier stop;
        private final Found found = new Found();
        private final SeenStates seen = new SeenStates();
        private final Odometer odometer = new Odometer();
        private final int[] enabled;
        private ArrayDeque<Open> level = new ArrayDeque<>();
        private ArrayDeque<Open> next = new ArrayDeque<>();

        Search(Subject subject, BooleanSupplier stop) {
            this.subject = subject;
            this.stop = stop;
            symmetry = Symmetry.of(subject.initial());
            enabled = new int[subject.initial().taskCount()];
        }

        Found result() {
            replayPrefixes();
            while (!level.isEmpty() && found.violation == null && !found.stopped) {
                for (Open o = level.poll(); o != null; o = level.poll()) {
                    if (o.path.length() == horizon || found.states == statesMax) {
                        found.open.add(o.path);
                        found.openHashes.add(o.hash);
                        continue;
                    }
                    expand(o);
                    if (found.violation != null) {
                        return found;
                    }
                }
                found.stopped = stop.getAsBoolean();
                ArrayDeque<Open> spent = level;
                level = next;
                next = spent;
            }
            return found;
        }

        /** Neighbours have most of their way in common, and it is gone once. */
        private void replayPrefixes() {
            List<World> worlds = new ArrayList<>(List.of(subject.initial().copy()));
            List<Path> way = new ArrayList<>();
            for (Path prefix : prefixes) {
                Path[] steps = prefix.steps();
                int common = 0;
                while (common < Math.min(steps.length, way.size()) && same(steps[common], way.get(common))) {
                    common++;
                }
                worlds.subList(common + 1, worlds.size()).clear();
                way.subList(common, way.size()).clear();
                for (int i = common; i < steps.length; i++) {
                    World w = worlds.get(i).copy();
                    steps[i].lastStep(w);
                    worlds.add(w);
                    way.add(steps[i]);
                }
                World w = worlds.get(steps.length).copy();
                long hash = symmetry.hash(w);
                if (seen.add(hash, 0) >= 0) {
                    level.add(new Open(w, prefix, hash));
                }
            }
        }

        private static boolean same(Path a, Path b) {
            return a == b || a.task() == b.task() && Arrays.equals(a.answers(), b.answers());
        }

        private void expand(Open o) {
            World w = o.world;
            int n = w.enabled(enabled);
            int state = found.begin(o.hash, o.path.length());
            if (n == 0) {
                atRest(o, state);
                return;
            }
            if (w.finished()) {
                found.resting.set(state); // only daemons go on
            }
            for (int i = 0; i < n; i++) {
                odometer.reset();
                do {
                    World successor = w.copy();
                    successor.setChooser(odometer);
                    successor.step(enabled[i]);
                    found.exercised |= successor.exercised();
                    if (successor.violation() != null) {
                        found.violation = successor.violation();
                        found.violating = o.path.then(enabled[i], odometer.answers());
                        return;
                    }
                    long hash = symmetry.hash(successor);
                    found.step(hash);
                    if (seen.add(hash, 0) >= 0) {
                        next.add(new Open(successor, o.path.then(enabled[i], odometer.answers()), hash));
                    }
                } while (odometer.advance());
            }
            found.reports = Violation.oncePerInvariant(found.reports, w.reports());
        }

        private void atRest(Open o, int state) {
            World w = o.world;
            w.quiesced();
            found.exercised |= w.exercised();
            found.reports = Violation.oncePerInvariant(found.reports, w.reports());
            if (w.violation() != null) {
                found.violation = w.violation();
                found.violating = o.path;
                return;
            }
            found.resting.set(state);
            (w.finished() ? found.finished : found.stuck).set(state);
        }
    }
}
