package dev.gfpfuzz.shrink;

import static dev.gfpfuzz.shrink.Explorer.GOAL;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.World;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least failing run of one subject, by exhaustive search: Dijkstra's algorithm over hashed states, each with the task
 * that ran last (on it depend what is a switch and what a choice means). The length of a path is the part of {@link
 * ShrinkOrder} that a schedule decides, compared lexicographically: switches, injected values, steps. Among the shortest
 * paths the one with the least choices wins: shortest edges are walked back from the goal, then the least choice that
 * stays on them is walked forward. A run is determined by its choices, so this is the true minimum, up to collisions of
 * 64-bit hashes.
 *
 * <p>Bounded by a length, so that a good run found by other means keeps the search small, and by a number of states. No
 * clock: what it finds depends on its arguments alone.
 */
final class LeastRun {
    /** No run is too long. */
    static final long NO_BOUND = Long.MAX_VALUE;

    private static final int FIELD_BITS = 20;
    private static final long FIELD_MAX = (1L << FIELD_BITS) - 1;
    private static final int NONE = -1;
    /** From so many states on, a search is worth being helped with by a thread that has nothing else to do. */
    static final int HELPED = 100;
    /** From so many on, it is to be helped with. */
    static final int LONG = 1000;

    private final Subject subject;
    private final Bug bug;
    private final int statesMax;
    private final long bound;

    /** The states met, by this search or by those who help it. */
    private final States states = new States();

    private final Explorer explorer;
    /** By state: the length of the shortest path known. */
    private long[] distance = {};

    private int[] lastPredecessor = {};
    /** States that this search has come to. */
    private int count;
    /** Linked lists of the predecessors on shortest paths. */
    private int[] predecessor = new int[1 << 12];

    private int[] earlier = new int[1 << 12];
    private int links;
    private boolean full;
    /** The state where the search begins, what it cost to get there, and the choices made on the way. */
    private World start;

    private long startCost;
    private int[] choices = new int[64];
    private int choiceCount;
    private final Frontier open = new Frontier();

    private final Team.@Nullable Seat seat;
    /** How others help with this search, once they may. */
    private @Nullable Ahead ahead;

    private boolean isLong;
    /** States that this thread has met since then, the last at the end. */
    private int[] met = new int[64];

    private int metCount;

    /**
     * What a search came to.
     *
     * @param schedule the least failing run within the bound, or null if none was found
     * @param complete whether the whole space within the bound was seen; if not, {@code schedule} may not be the least
     */
    record Answer(@Nullable Schedule schedule, boolean complete, int states) {}

    /**
     * @param statesMax states after which the search gives up
     * @param bound greatest length of a run, see {@link #costBelow}
     * @param seat in a team that helps when the search gets long, or null
     */
    LeastRun(Subject subject, Bug bug, int statesMax, long bound, Team.@Nullable Seat seat) {
        this.subject = subject;
        this.bug = bug;
        this.statesMax = statesMax;
        this.bound = bound;
        this.seat = seat;
        this.start = subject.initial().copy();
        this.explorer = new Explorer(subject, bug, states);
    }

    /**
     * Searches only runs that begin with these steps, as recorded in a run of the same subject.
     *
     * @return this
     */
    LeastRun beginningWith(List<Taken> steps) {
        for (Taken step : steps) {
            Successors s = new Successors(start);
            do {
                if (!s.next()) {
                    throw new IllegalStateException("No step of " + subject.name() + " is " + step);
                }
            } while (!s.is(step));
            startCost += s.cost();
            record(s.choices());
            start = s.world();
        }
        return this;
    }

    private void record(int[] more) {
        if (choiceCount + more.length > choices.length) {
            choices = Arrays.copyOf(choices, 2 * (choiceCount + more.length));
        }
        System.arraycopy(more, 0, choices, choiceCount, more.length);
        choiceCount += more.length;
    }

    /** The greatest length that a run of {@code target} may have to be no larger than {@code below}; -1 if none may. */
    static long costBelow(Measure below, Target target) {
        int parts = Integer.compare(target.tasks(), below.tasks());
        parts = parts != 0 ? parts : Integer.compare(target.operations(), below.operations());
        if (parts != 0) {
            return parts < 0 ? NO_BOUND : -1;
        }
        int sizes = Long.compare(target.sizes(), below.sizes());
        long choices = cost(below.contextSwitches(), below.values(), 0);
        return sizes < 0 ? choices + FIELD_MAX : sizes > 0 ? choices - 1 : choices + below.steps();
    }

    static long cost(int switches, int values, int steps) {
        return (long) switches << 2 * FIELD_BITS | (long) values << FIELD_BITS | steps;
    }

    /** The switches in a cost. */
    static int switches(long cost) {
        return (int) (cost >>> 2 * FIELD_BITS);
    }

    Answer find() {
        try {
            return search();
        } finally {
            if (ahead != null) {
                seat.close(ahead);
            }
        }
    }

    private Answer search() {
        makeRoom(GOAL);
        if (bound < 0) {
            return new Answer(null, true, 0);
        }
        int root = ~explorer.meet(start.copy());
        comeTo(root, startCost);
        while (!open.isEmpty() && !full && open.distance() < distance[GOAL]) {
            int state = open.state();
            boolean first = open.distance() == distance[state];
            open.remove();
            if (first) {
                expand(state);
            }
        }
        Schedule found = distance[GOAL] == NO_BOUND ? null : leastChoices(root);
        return new Answer(found, !full, count);
    }

    private void expand(int state) {
        if (seat != null) {
            seat.giveWay();
        }
        if (ahead != null) {
            ahead.isAt(distance[state], longest());
        }
        long[] leads = leads(state);
        for (int i = 0; i < leads.length; i += 2) {
            int to = (int) leads[i + 1];
            reach(state, leads[i], to < 0 ? ~to : to);
        }
        if (ahead != null) {
            ahead.shares(open);
        } else if (seat != null && count >= HELPED) {
            ahead = new Ahead(seat.target(), bug, states, distance[state], longest());
            seat.open(ahead);
        }
        if (seat != null && !isLong && count >= LONG) {
            isLong = true;
            seat.isLong();
        }
    }

    /**
     * Where the steps of a state lead, see {@link States#leads}. A state that another has met is left to that one for as long as there is
     * something else to do: it costs more to load what lies in the other's cache than to execute a step.
     */
    private long[] leads(int state) {
        long[] leads = null;
        World w = ahead == null || explorer.hasMet(state) ? states.take(state) : null;
        for (int waited = 0; w == null && (leads = states.leads(state)) == null; ) {
            if (executeNext()) {
                waited = 0;
            } else {
                w = states.take(state);
                waited = Ahead.idle(waited);
            }
        }
        return w == null ? leads : explorer.execute(state, w, distance[state], longest());
    }

    /** While another executes the steps of the state that comes first: executes those of one that comes later. */
    private boolean executeNext() {
        while (metCount > 0) {
            int state = met[--metCount];
            World w = distance[state] > longest() ? null : states.take(state);
            if (w != null) {
                explorer.executeAhead(state, w, ahead.front(), longest());
                return true;
            }
        }
        return false;
    }

    /** Longer runs are of no interest. */
    private long longest() {
        return Math.min(bound, distance[GOAL]);
    }

    private void reach(int from, long edge, int to) {
        long d = distance[from] + edge;
        if (full || d > longest() || !comeTo(to, d)) {
            return;
        }
        if (d == distance[to]) {
            link(to, from);
        }
    }

    /** Returns false if there is no room for one more state. */
    private boolean comeTo(int state, long d) {
        makeRoom(state);
        if (distance[state] == NO_BOUND && state != GOAL) {
            if (count >= statesMax) {
                full = true;
                return false;
            }
            count++;
        }
        if (d < distance[state]) {
            distance[state] = d;
            lastPredecessor[state] = NONE;
            if (state != GOAL) {
                open.add(state, d, count);
                if (ahead != null && explorer.hasMet(state)) {
                    met = metCount == met.length ? Arrays.copyOf(met, 2 * metCount) : met;
                    met[metCount++] = state;
                }
            }
        }
        return true;
    }

    static long key(World w) {
        return w.hash() ^ SplitMix64.mix(w.running() + 2L);
    }

    /** For what is to be said about a state. */
    private void makeRoom(int state) {
        int known = distance.length;
        if (state >= known) {
            int capacity = Math.max(1 << 10, 2 * state);
            distance = Arrays.copyOf(distance, capacity);
            Arrays.fill(distance, known, capacity, NO_BOUND);
            lastPredecessor = Arrays.copyOf(lastPredecessor, capacity);
        }
    }

    private void link(int to, int from) {
        int last = lastPredecessor[to];
        if (last != NONE && predecessor[last] == from) {
            return;
        }
        if (links == predecessor.length) {
            predecessor = Arrays.copyOf(predecessor, links * 2);
            earlier = Arrays.copyOf(earlier, links * 2);
        }
        predecessor[links] = from;
        earlier[links] = last;
        lastPredecessor[to] = links++;
    }

    // ---- the least choices among the shortest runs ----

    private Schedule leastChoices(int root) {
        BitSet onShortest = walkBack();
        int state = root;
        World w = start;
        while (state != GOAL) {
            Successors s = new Successors(w);
            int to = NONE;
            while (to == NONE) {
                if (!s.next()) {
                    throw new IllegalStateException("A shortest run of " + subject.name() + " cannot be walked again");
                }
                int end = Explorer.end(s.world(), bug);
                int reached = end == Explorer.ON ? states.find(key(s.world())) : end;
                boolean shortest =
                        reached >= 0 && onShortest.get(reached) && distance[state] + s.cost() == distance[reached];
                to = shortest ? reached : NONE;
            }
            record(s.choices());
            state = to;
            w = s.world();
        }
        return Schedule.of(choices, choiceCount);
    }

    private BitSet walkBack() {
        BitSet seen = new BitSet();
        int[] stack = new int[count + 1];
        int depth = 0;
        seen.set(GOAL);
        stack[depth++] = GOAL;
        while (depth > 0) {
            int state = stack[--depth];
            for (int l = lastPredecessor[state]; l != NONE; l = earlier[l]) {
                if (!seen.get(predecessor[l])) {
                    seen.set(predecessor[l]);
                    stack[depth++] = predecessor[l];
                }
            }
        }
        return seen;
    }
}
