package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Steps executed ahead of a search, by threads that help it. What a state's steps lead to follows from the state alone; so
 * helpers execute them for the states that the search will come to next, and the search, which alone decides what is new,
 * how far away, and when to end, finds them done. It comes to the same result in the same order as without help.
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

    /** A state whose steps are to be executed. */
    static final class State {
        private @Nullable World world;
        private @Nullable Member executedBy;
        private volatile @Nullable List<Reached> reached;
        private volatile @Nullable Throwable broken;

        private State(World world) {
            this.world = world;
        }

        /** Where the steps lead, once. */
        List<Reached> takeReached() {
            List<Reached> all = reached;
            reached = null;
            return all;
        }

        /** Who has the worlds that were reached in its family. */
        Member executedBy() {
            return executedBy;
        }

        private boolean done() {
            return reached != null || broken != null;
        }
    }

    /** A thread that works on the search, with a family of worlds of its own. */
    final class Member {
        private final World family;
        /** States that this thread has reached: they are in its cache. */
        private final Queue<State> open = new ConcurrentLinkedQueue<>();

        private Member(World family) {
            this.family = family;
        }

        /**
         * Executes the steps of the first state that is left, preferably of those that this thread has reached.
         *
         * @return false if there was none
         */
        boolean executeNext() {
            State s = open.poll();
            for (int i = 0; s == null && i < members.size(); i++) {
                s = members.get(i).open.poll();
            }
            if (s != null) {
                execute(s);
            }
            return s != null;
        }

        private void execute(State s) {
            try {
                List<Reached> all = new ArrayList<>();
                Successors next = new Successors(s.world.among(family));
                s.world = null;
                while (next.next()) {
                    if (front + next.cost() <= limit) {
                        all.add(Reached.by(next, bug));
                    }
                }
                s.executedBy = this;
                s.reached = all;
            } catch (RuntimeException | Error e) {
                s.broken = e;
            }
        }
    }

    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 20_000;

    private final Target target;
    private final Bug bug;
    private final List<Member> members = new CopyOnWriteArrayList<>();
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

    /** For one more thread. */
    Member join() {
        return join(target.subject());
    }

    // ---- for the search ----

    /** For the thread that searches a subject already. */
    Member join(Subject subject) {
        Member m = new Member(subject.initial());
        members.add(m);
        return m;
    }

    /**
     * Offers a state; those to which the search will come first, first.
     *
     * @param reachedBy who has the world in its family
     */
    State offer(World world, Member reachedBy) {
        State s = new State(world);
        reachedBy.open.add(s);
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

    /** Waits until the steps of a state are executed; meanwhile executes what it would come to next. */
    void await(State s, Member search) {
        int idle = 0;
        while (!s.done()) {
            idle = search.executeNext() ? 0 : idle(idle);
        }
        if (s.broken instanceof Error e) {
            throw e;
        }
        if (s.broken != null) {
            throw (RuntimeException) s.broken;
        }
    }

    /**
     * Waits for the others, a moment at first and then longer: they may have been put aside by the machine.
     *
     * @param times how often it was waited before
     * @return once more
     */
    static int idle(int times) {
        if (times < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return times + 1;
    }
}
