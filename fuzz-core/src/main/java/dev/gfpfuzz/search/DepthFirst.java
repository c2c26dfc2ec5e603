package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Symmetry;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Visits states deepest first, with or without reduction: Godefroid 1996, "Partial-order methods for the verification of
 * concurrent systems", chapter 5, sleep sets, combined with remembered states as in section 5.3. A task sleeps at a state
 * when what its step leads to was or will be visited by running it before the steps that led here; it wakes when a step
 * that depends on it runs.
 *
 * <p>Two steps depend on each other when one changed a part or task on which the other's course, or its judgement by
 * observers, depended, as observed when they were executed ({@link World#footprint}, {@link World#changedSince}); no
 * model declares anything. Sleep sets leave out transitions, not states: every state is still visited.
 *
 * <p>Livelocks are searched for too, with remembered states: a step that is left out leads to a state whose hash is known
 * without executing it. That it was visited is checked, which checks the reduction.
 *
 * <p>Without remembered states ({@link Memory#NONE}) each run's equivalence class, under reordering of independent
 * neighbours, is executed once.
 */
public final class DepthFirst {
    /** What leaves out steps. */
    public enum Reduction {
        NONE,
        SLEEP_SETS,
        /** Of states, not of steps: those that differ in the names of equal tasks only are taken for one. */
        SYMMETRY
    }

    /** Whether a state reached again is left at once. */
    public enum Memory {
        NONE,
        STATES
    }

    private static final int POLL_EVERY = 1 << 10;

    private final Subject subject;
    private final Bounds bounds;
    private final Reduction reduction;
    private final Memory memory;
    private final Symmetry symmetry;
    private final SeenStates seen = new SeenStates();
    private final Edges edges = new Edges();
    private final Odometer odometer = new Odometer();
    private final ArrayDeque<Node> stack = new ArrayDeque<>();
    private List<Violation> reports = List.of();
    private long transitions;
    private int depth;
    private long exercised;
    private long finalStates;
    private long stuckStates;
    private long leftAsleep;
    private @Nullable Violation violation;
    private @Nullable Path violating;
    private @Nullable String boundReached;

    private DepthFirst(Subject subject, Bounds bounds, Reduction reduction, Memory memory) {
        this.subject = subject;
        this.bounds = bounds;
        this.reduction = reduction;
        this.memory = memory;
        this.symmetry = reduction == Reduction.SYMMETRY ? Symmetry.of(subject.initial()) : Symmetry.none();
    }

    /** Explores all runs of a subject until the first violation. */
    public static Exploration explore(Subject subject, Bounds bounds, Reduction reduction, Memory memory) {
        return new DepthFirst(subject, bounds, reduction, memory).explore();
    }

    private Exploration explore() {
        World start = subject.initial().copy();
        seen.add(symmetry.hash(start), 0);
        push(new Node(start, Path.START, new Sleepers(start.taskCount()), -1, 0));
        while (!stack.isEmpty() && violating == null && boundReached == null) {
            Node node = stack.peek();
            if (!node.advance()) {
                stack.pop();
            }
            if (transitions % POLL_EVERY == 0 && bounds.stop().getAsBoolean()) {
                boundReached = "it was stopped after " + seen.size() + " states";
            }
        }
        if (memory == Memory.STATES && violation == null && boundReached == null && edges.someStateNeverRests(seen)) {
            // Its way is a shortest one's: this search does not keep the ways to the states that it has left.
            return BreadthFirst.explore(subject, bounds);
        }
        Path end = violating;
        Schedule counterexample =
                end == null ? null : end.schedule(subject.initial().copy());
        Verdict verdict = end != null ? Verdict.VIOLATED : boundReached != null ? Verdict.INCONCLUSIVE : Verdict.HOLDS;
        return new Exploration(
                verdict,
                violation,
                counterexample,
                end != null ? null : boundReached,
                seen.size(),
                transitions,
                end != null ? end.length() : depth,
                reductions(),
                reports,
                exercised,
                finalStates,
                stuckStates,
                leftAsleep);
    }

    private List<String> reductions() {
        return switch (reduction) {
            case NONE -> List.of();
            case SLEEP_SETS -> List.of("sleep sets");
            case SYMMETRY -> symmetry.trivial() ? List.of() : List.of(symmetry.title());
        };
    }

    private void push(Node node) {
        depth = Math.max(depth, node.path.length());
        if (node.n == 0) {
            atRest(node);
        } else if (node.path.length() == bounds.depthMax()) {
            boundReached = "a run of " + bounds.depthMax() + " steps was followed and goes on";
        } else {
            if (node.world.finished()) {
                edges.rests(node.number); // only daemons go on
            }
            stack.push(node);
        }
    }

    private void atRest(Node node) {
        World w = node.world;
        w.quiesced();
        exercised |= w.exercised();
        reports = Violation.oncePerInvariant(reports, w.reports());
        if (w.violation() != null) {
            violation = w.violation();
            violating = node.path;
            return;
        }
        edges.rests(node.number);
        if (w.finished()) {
            finalStates++;
        } else {
            stuckStates++;
        }
    }

    /** What a step touched and changed, joined over its variants. */
    private static final class Sleepers {
        final long[] touched;
        final long[] changed;
        /** By how much the state's hash grows with each variant of the step. */
        final long[][] growth;

        long asleep;

        Sleepers(int tasks) {
            touched = new long[tasks];
            changed = new long[tasks];
            growth = new long[tasks][];
        }

        Sleepers copy() {
            Sleepers s = new Sleepers(touched.length);
            System.arraycopy(touched, 0, s.touched, 0, touched.length);
            System.arraycopy(changed, 0, s.changed, 0, changed.length);
            System.arraycopy(growth, 0, s.growth, 0, growth.length);
            s.asleep = asleep;
            return s;
        }

        void wakeDependent(long stepTouched, long stepChanged) {
            for (long rest = asleep; rest != 0; rest &= rest - 1) {
                int t = Long.numberOfTrailingZeros(rest);
                if ((touched[t] & stepChanged | changed[t] & stepTouched) != 0) {
                    asleep &= ~(1L << t);
                }
            }
        }
    }

    /** A state on the way that is being followed. */
    private final class Node {
        private final World world;
        private final Path path;
        private final Sleepers sleepers;
        private final int[] enabled;
        private final int n;
        /** Tasks to run here; the others' steps were followed when the state was met before. */
        private final long wanted;
        /** Among the states seen. */
        private final int number;

        /** Whether some step was run here. */
        private boolean ran;

        private int next = -1;
        private boolean between = true;
        private long touched;
        private long changed;
        private long[] growth = {};

        Node(World world, Path path, Sleepers sleepers, long wanted, int number) {
            this.world = world;
            this.path = path;
            this.sleepers = sleepers;
            this.wanted = wanted;
            this.number = number;
            this.enabled = new int[world.taskCount()];
            this.n = world.enabled(enabled);
        }

        /** Executes one variant of one step. @return false if there was none left */
        boolean advance() {
            if (between && !nextTask()) {
                return false;
            }
            int task = enabled[next];
            World successor = world.copy();
            odometer.resume(answers);
            successor.setChooser(odometer);
            successor.step(task);
            transitions++;
            long hash = symmetry.hash(successor);
            exercised |= successor.exercised();
            reports = Violation.oncePerInvariant(reports, successor.reports());
            long stepTouched = successor.footprint();
            long stepChanged = successor.changedSince(world);
            touched |= stepTouched;
            changed |= stepChanged;
            Path to = path.then(task, odometer.answers());
            between = !odometer.advance();
            answers = odometer.position();
            if (reduction == Reduction.SLEEP_SETS) {
                growth = Arrays.copyOf(growth, growth.length + 1);
                growth[growth.length - 1] = hash - seen.hash(number);
            }
            Sleepers inherited = sleepers.copy();
            inherited.wakeDependent(stepTouched, stepChanged);
            if (between && reduction == Reduction.SLEEP_SETS) {
                sleepers.touched[task] = touched;
                sleepers.changed[task] = changed;
                sleepers.growth[task] = growth;
                sleepers.asleep |= 1L << task;
            }
            if (successor.violation() != null) {
                violation = successor.violation();
                violating = to;
            } else {
                visit(successor, hash, to, inherited, number);
            }
            return true;
        }

        private int[] answers = Odometer.START;

        private boolean nextTask() {
            do {
                next++;
            } while (next < n && ((sleepers.asleep | ~wanted) >>> enabled[next] & 1) != 0);
            touched = 0;
            changed = 0;
            growth = new long[0];
            answers = Odometer.START;
            between = false;
            if (next == n && !ran) {
                leftAsleep++;
            }
            ran = true;
            return next < n;
        }
    }

    private void visit(World w, long hash, Path to, Sleepers sleepers, int from) {
        int asleep = (int) sleepers.asleep;
        int number = seen.add(hash, asleep);
        edges.add(from, number < 0 ? ~number : number);
        if (number >= 0) {
            sleepingSteps(number, sleepers);
        }
        long wanted = -1;
        if (number < 0 && memory == Memory.STATES) {
            int before = seen.parent(~number);
            wanted = before & ~asleep;
            if (wanted == 0) {
                return;
            }
            seen.setParent(~number, before & asleep);
        } else if (number >= 0 && seen.size() > bounds.statesMax()) {
            boundReached = bounds.statesMax() + " states were visited and there are more";
            return;
        }
        push(new Node(w, to, sleepers, wanted, number < 0 ? ~number : number));
    }

    /**
     * Where the steps lead that are left out at a new state. Nothing on the way here changed what they depend on, so they
     * change the same components in the same way as where they were executed, and the hash, which is a sum over
     * components, grows by as much.
     */
    private void sleepingSteps(int number, Sleepers sleepers) {
        for (long rest = sleepers.asleep; rest != 0; rest &= rest - 1) {
            for (long growth : sleepers.growth[Long.numberOfTrailingZeros(rest)]) {
                edges.addByHash(number, seen.hash(number) + growth);
            }
        }
    }
}
