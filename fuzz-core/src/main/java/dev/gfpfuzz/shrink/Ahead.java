package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Steps executed ahead of a search, by threads that help it. What a state's steps lead to follows from the state alone; so
 * helpers execute them for the states that the search will come to next, and the search, which alone decides what is new, how far
 * away, and when to end, finds them done. It comes to the same result in the same order as without help.
 */
final class Ahead {
    /** Where a step leads: to a state, to the bug, or nowhere. */
    record Reached(
            long edge, boolean goal, long key, @Nullable World world) {
        /** After the step that {@code s} has just executed. */
        static Reached by(Successors s, Bug bug) {
            World w = s.world();
            long edge = s.cost();
            if (w.violation() == null && w.enabled(new int[w.taskCount()]) == 0) {
                w.quiesced();
                if (w.violation() == null) {
                    return new Reached(edge, false, 0, null);
                }
            }
            if (w.violation() != null) {
                return new Reached(edge, bug.is(w.violation()), 0, null);
            }
            return new Reached(edge, false, LeastRun.key(w), w);
        }
    }

    /** A state whose steps are to be executed, by whoever claims it first. Those nearest to the start come first. */
    static final class State implements Comparable<State> {
        private final long distance;
        private final int number;
        private @Nullable World world;
        private final AtomicBoolean claimed = new AtomicBoolean();
        private volatile @Nullable List<Reached> reached;
        private volatile @Nullable Throwable broken;

        private State(long distance, int number, World world) {
            this.distance = distance;
            this.number = number;
            this.world = world;
        }

        private boolean claim() {
            return !claimed.getAndSet(true);
        }

        private boolean done() {
            return reached != null || broken != null;
        }

        @Override
        public int compareTo(State other) {
            int c = Long.compare(distance, other.distance);
            return c != 0 ? c : Integer.compare(number, other.number);
        }
    }

    private final Target target;
    private final Bug bug;
    private final PriorityBlockingQueue<State> open = new PriorityBlockingQueue<>();
    private volatile long front;
    private volatile long limit;

    /**
     * @param target whose subject is searched
     * @param front as in {@link #isAt}
     */
    Ahead(Target target, Bug bug, long front, long limit) {
        this.target = target;
        this.bug = bug;
        this.front = front;
        this.limit = limit;
    }

    // ---- for the search ----

    State offer(long distance, int number, World world) {
        State s = new State(distance, number, world);
        open.add(s);
        return s;
    }

    /**
     * @param front no state that is left is nearer
     * @param limit no run longer than this is looked for
     */
    void isAt(long front, long limit) {
        this.front = front;
        this.limit = limit;
    }

    /** Where the steps of a state lead. Who waits for another to finish them executes others' meanwhile. */
    List<Reached> successors(State s, World family) {
        if (s.claim()) {
            execute(s, family);
        }
        while (!s.done()) {
            if (!executeNext(family)) {
                Thread.onSpinWait();
            }
        }
        if (s.broken instanceof Error e) {
            throw e;
        }
        if (s.broken != null) {
            throw (RuntimeException) s.broken;
        }
        List<Reached> reached = s.reached;
        s.reached = null;
        return reached;
    }

    // ---- for helpers ----

    /** For one more thread. */
    Subject subject() {
        return target.subject();
    }

    /**
     * Executes the steps of the nearest state that nobody has claimed.
     *
     * @param family the initial world of this thread's subject
     * @return false if there was none
     */
    boolean executeNext(World family) {
        State s = open.poll();
        while (s != null && !s.claim()) {
            s = open.poll();
        }
        if (s != null) {
            execute(s, family);
        }
        return s != null;
    }

    private void execute(State s, World family) {
        try {
            List<Reached> all = new ArrayList<>();
            Successors next = new Successors(s.world.among(family));
            s.world = null;
            while (next.next()) {
                if (front + next.cost() <= limit) {
                    all.add(Reached.by(next, bug));
                }
            }
            s.reached = all;
        } catch (RuntimeException | Error e) {
            s.broken = e;
        }
    }
}
