package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * <p>Without remembered states ({@link Memory#NONE}) each run's equivalence class, under reordering of independent
 * neighbours, is executed once.
 */
public final class DepthFirst {
    /** What leaves out steps. */
    public enum Reduction {
        NONE,
        SLEEP_SETS
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
    private final SeenStates seen = new SeenStates();
    private final Odometer odometer = new Odometer();
    private final ArrayDeque<Node> stack = new ArrayDeque<>();
    private final List<Violation> reports = new ArrayList<>();
    private long transitions;
    private int depth;
    private long exercised;
    private long finalStates;
    private long stuckStates;
    private @Nullable Violation violation;
    private @Nullable Path violating;
    private @Nullable String boundReached;

    private DepthFirst(Subject subject, Bounds bounds, Reduction reduction, Memory memory) {
        this.subject = subject;
        this.bounds = bounds;
        this.reduction = reduction;
        this.memory = memory;
    }

    /** Explores all runs of a subject until the first violation. */
    public static Exploration explore(Subject subject, Bounds bounds, Reduction reduction, Memory memory) {
        return new DepthFirst(subject, bounds, reduction, memory).explore();
    }

    private Exploration explore() {
        World start = subject.initial().copy();
        seen.add(start.hash(), 0);
        push(new Node(start, Path.START, new Sleepers(start.taskCount()), -1));
        while (!stack.isEmpty() && violating == null && boundReached == null) {
            Node node = stack.peek();
            if (!node.advance()) {
                stack.pop();
            }
            if (transitions % POLL_EVERY == 0 && bounds.stop().getAsBoolean()) {
                boundReached = "it was stopped after " + seen.size() + " states";
            }
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
                reduction == Reduction.SLEEP_SETS ? List.of("sleep sets") : List.of(),
                reports,
                exercised,
                finalStates,
                stuckStates);
    }

    private void push(Node node) {
        depth = Math.max(depth, node.path.length());
        if (node.n == 0) {
            atRest(node);
        } else if (node.path.length() == bounds.depthMax()) {
            boundReached = "a run of " + bounds.depthMax() + " steps was followed and goes on";
        } else {
            stack.push(node);
        }
    }

    private void atRest(Node node) {
        World w = node.world;
        w.quiesced();
        exercised |= w.exercised();
        w.reports().forEach(this::note);
        if (w.violation() != null) {
            violation = w.violation();
            violating = node.path;
        } else if (w.finished()) {
            finalStates++;
        } else {
            stuckStates++;
        }
    }

    private void note(Violation report) {
        if (reports.stream().noneMatch(known -> known.invariant().equals(report.invariant()))) {
            reports.add(report);
        }
    }

    /** What a step touched and changed, joined over its variants. */
    private static final class Sleepers {
        final long[] touched;
        final long[] changed;
        long asleep;

        Sleepers(int tasks) {
            touched = new long[tasks];
            changed = new long[tasks];
        }

        Sleepers copy() {
            Sleepers s = new Sleepers(touched.length);
            System.arraycopy(touched, 0, s.touched, 0, touched.length);
            System.arraycopy(changed, 0, s.changed, 0, changed.length);
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

        private int next = -1;
        private boolean between = true;
        private long touched;
        private long changed;

        Node(World world, Path path, Sleepers sleepers, long wanted) {
            this.world = world;
            this.path = path;
            this.sleepers = sleepers;
            this.wanted = wanted;
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
            long hash = successor.hash();
            exercised |= successor.exercised();
            successor.reports().forEach(DepthFirst.this::note);
            long stepTouched = successor.footprint();
            long stepChanged = successor.changedSince(world);
            touched |= stepTouched;
            changed |= stepChanged;
            Path to = path.then(task, odometer.answers());
            between = !odometer.advance();
            answers = odometer.position();
            Sleepers inherited = sleepers.copy();
            inherited.wakeDependent(stepTouched, stepChanged);
            if (between && reduction == Reduction.SLEEP_SETS) {
                sleepers.touched[task] = touched;
                sleepers.changed[task] = changed;
                sleepers.asleep |= 1L << task;
            }
            if (successor.violation() != null) {
                violation = successor.violation();
                violating = to;
            } else {
                visit(successor, hash, to, inherited);
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
            answers = Odometer.START;
            between = false;
            return next < n;
        }
    }

    private void visit(World w, long hash, Path to, Sleepers sleepers) {
        int asleep = (int) sleepers.asleep;
        int number = seen.add(hash, asleep);
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
        push(new Node(w, to, sleepers, wanted));
    }
}
