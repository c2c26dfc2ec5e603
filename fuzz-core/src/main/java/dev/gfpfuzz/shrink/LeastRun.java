package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.shrink.Ahead.Reached;
import dev.gfpfuzz.step.World;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
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
    private static final int GOAL = 0;
    private static final int NONE = -1;
    /** From so many states on, a search is worth being helped with. */
    static final int LONG = 300;
    /** States whose steps are executed ahead. */
    private static final int AHEAD = 64;

    private final Subject subject;
    private final Bug bug;
    private final int statesMax;
    private final long bound;

    private int[] table = new int[1 << 12];
    private long[] keys = new long[1 << 11];
    private long[] distance = new long[1 << 11];
    private World[] worlds = new World[1 << 11];
    private int[] lastPredecessor = new int[1 << 11];
    private int nodes;
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
    private final PriorityQueue<Entry> open = new PriorityQueue<>();

    private final Team.@Nullable Seat seat;
    /** What several threads do for this search, once it is long, and this thread as one of them. */
    private @Nullable Ahead ahead;

    private Ahead.@Nullable Member member;
    /** The first of those that are open, taken from there: their steps are executed ahead. */
    private final PriorityQueue<Entry> near = new PriorityQueue<>();
    /** The last that was taken from {@link #open}; what is nearer belongs to {@link #near}. */
    private @Nullable Entry lastNear;
    /** For each node: what is done ahead for it, and who has its world. */
    private Ahead.State[] offered = {};

    private Ahead.Member[] reachedBy = {};

    /** A node to expand; equal distances in the order of their discovery. */
    private record Entry(long distance, int sequence, int node) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int c = Long.compare(distance, other.distance);
            return c != 0 ? c : Integer.compare(sequence, other.sequence);
        }
    }

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
        Arrays.fill(table, NONE);
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

    Answer find() {
        try {
            return search();
        } finally {
            if (ahead != null) {
                seat.close();
            }
        }
    }

    private Answer search() {
        add(0, null);
        distance[GOAL] = NO_BOUND;
        if (bound < 0) {
            return new Answer(null, true, 0);
        }
        int root = add(key(start), start.copy());
        distance[root] = startCost;
        open.add(new Entry(startCost, 0, root));
        for (Entry e = next(); e != null && !full && e.distance() < distance[GOAL]; e = next()) {
            World w = worlds[e.node()];
            if (w != null) {
                worlds[e.node()] = null;
                expand(e.node(), w);
            }
        }
        Schedule found = distance[GOAL] == NO_BOUND ? null : leastChoices(root);
        return new Answer(found, !full, nodes - 1);
    }

    /** The nearest node that is open, or null. */
    private @Nullable Entry next() {
        if (ahead == null) {
            return open.poll();
        }
        while (near.size() < AHEAD && !open.isEmpty()) {
            lastNear = open.remove();
            offer(lastNear);
        }
        return near.poll();
    }

    private void offer(Entry e) {
        near.add(e);
        World w = worlds[e.node()];
        if (w != null && offered[e.node()] == null) {
            offered[e.node()] = ahead.offer(w, reachedBy[e.node()]);
        }
    }

    private void expand(int node, World w) {
        if (ahead != null) {
            seat.giveWay(ahead);
            ahead.isAt(distance[node], longest());
            Ahead.State s = offered[node];
            offered[node] = null;
            ahead.await(s, member);
            for (Reached r : s.takeReached()) {
                reach(node, r, s.executedBy());
            }
            return;
        }
        Successors s = new Successors(w);
        while (s.next() && !full) {
            if (distance[node] + s.cost() <= longest()) {
                reach(node, Reached.by(s, bug), null);
            }
        }
        if (seat != null && nodes > LONG) {
            askForHelp(distance[node]);
        }
    }

    /** Longer runs are of no interest. */
    private long longest() {
        return Math.min(bound, distance[GOAL]);
    }

    /** @param front no state that is open is nearer */
    private void askForHelp(long front) {
        ahead = new Ahead(seat.target(), bug, front, longest());
        member = ahead.join(subject);
        offered = new Ahead.State[keys.length];
        reachedBy = new Ahead.Member[keys.length];
        Arrays.fill(reachedBy, member);
        seat.open(ahead);
    }

    /** @param by who has the world that was reached, while there are several threads */
    private void reach(int from, Reached r, Ahead.@Nullable Member by) {
        long d = distance[from] + r.edge();
        int known = nodes;
        int to = full || d > longest() ? NONE : nodeOf(r, true);
        if (to == NONE) {
            return;
        }
        if (ahead != null && nodes > known) {
            reachedBy[to] = by;
        }
        if (d < distance[to]) {
            distance[to] = d;
            lastPredecessor[to] = NONE;
            if (to != GOAL) {
                Entry e = new Entry(d, nodes, to);
                if (lastNear != null && e.compareTo(lastNear) < 0) {
                    offer(e);
                } else {
                    open.add(e);
                }
            }
        }
        if (d == distance[to]) {
            link(to, from);
        }
    }

    /** The node of what was reached: {@link #NONE} if the run ends there without the bug. */
    private int nodeOf(Reached r, boolean addNew) {
        if (r.world() == null) {
            return r.goal() ? GOAL : NONE;
        }
        int slot = slotOf(r.key());
        if (table[slot] != NONE) {
            return table[slot];
        }
        if (!addNew) {
            return NONE;
        }
        if (nodes > statesMax) {
            full = true;
            return NONE;
        }
        return add(r.key(), r.world());
    }

    static long key(World w) {
        return w.hash() ^ SplitMix64.mix(w.running() + 2L);
    }

    private int slotOf(long key) {
        int mask = table.length - 1;
        int slot = (int) (key >>> 32) & mask;
        while (table[slot] != NONE && keys[table[slot]] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int add(long key, @Nullable World w) {
        if (nodes == keys.length) {
            grow();
        }
        keys[nodes] = key;
        distance[nodes] = NO_BOUND;
        worlds[nodes] = w;
        lastPredecessor[nodes] = NONE;
        if (w != null) {
            table[slotOf(key)] = nodes;
        }
        return nodes++;
    }

    private void grow() {
        int capacity = keys.length * 2;
        keys = Arrays.copyOf(keys, capacity);
        distance = Arrays.copyOf(distance, capacity);
        worlds = Arrays.copyOf(worlds, capacity);
        if (ahead != null) {
            offered = Arrays.copyOf(offered, capacity);
            reachedBy = Arrays.copyOf(reachedBy, capacity);
        }
        lastPredecessor = Arrays.copyOf(lastPredecessor, capacity);
        table = new int[capacity * 2];
        Arrays.fill(table, NONE);
        for (int i = GOAL + 1; i < nodes; i++) {
            table[slotOf(keys[i])] = i;
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
        int node = root;
        World w = start;
        while (node != GOAL) {
            Successors s = new Successors(w);
            int to = NONE;
            while (to == NONE) {
                if (!s.next()) {
                    throw new IllegalStateException("A shortest run of " + subject.name() + " cannot be walked again");
                }
                int reached = nodeOf(Reached.by(s, bug), false);
                boolean shortest =
                        reached != NONE && onShortest.get(reached) && distance[node] + s.cost() == distance[reached];
                to = shortest ? reached : NONE;
            }
            record(s.choices());
            node = to;
            w = s.world();
        }
        return Schedule.of(choices, choiceCount);
    }

    private BitSet walkBack() {
        BitSet seen = new BitSet(nodes);
        int[] stack = new int[nodes];
        int depth = 0;
        seen.set(GOAL);
        stack[depth++] = GOAL;
        while (depth > 0) {
            int node = stack[--depth];
            for (int l = lastPredecessor[node]; l != NONE; l = earlier[l]) {
                if (!seen.get(predecessor[l])) {
                    seen.set(predecessor[l]);
                    stack[depth++] = predecessor[l];
                }
            }
        }
        return seen;
    }
}
