package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The least failing run, found the long way: every state of the space is told apart by all its words and not by a hash,
 * every transition is kept, and the cost to the goal is lowered until nothing changes. Shares no code with the shrinker.
 */
final class NaiveLeast {
    /** A transition: the choices made, and what they cost. To {@link #GOAL} if the bug shows at its end. */
    private record Edge(int from, int to, int switches, int values, List<Integer> choices) {}

    /** Switches, values, steps still to come. */
    private record Cost(int switches, int values, int steps) implements Comparable<Cost> {
        @Override
        public int compareTo(Cost o) {
            int c = Integer.compare(switches, o.switches);
            c = c != 0 ? c : Integer.compare(values, o.values);
            return c != 0 ? c : Integer.compare(steps, o.steps);
        }
    }

    private static final int GOAL = -1;
    private static final int NOWHERE = -2;

    private final String invariant;
    private final String skeleton;
    private final int statesMax;
    private final TreeMap<long[], Integer> numbers = new TreeMap<>(Arrays::compare);
    private final List<World> worlds = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<List<Edge>> byState = new ArrayList<>();

    NaiveLeast(Subject subject, String invariant, String skeleton, int statesMax) {
        this.invariant = invariant;
        this.skeleton = skeleton;
        this.statesMax = statesMax;
        number(subject.initial().copy());
        for (int i = 0; i < worlds.size(); i++) {
            expand(i);
            worlds.set(i, null);
        }
    }

    /** Whether any run shows the bug. */
    boolean reachable() {
        return edges.stream().anyMatch(e -> e.to() == GOAL);
    }

    /** The least run's switches, injected values and steps, and its choices. */
    Measure least() {
        Cost[] costs = costs(false);
        List<Integer> choices = new ArrayList<>();
        for (int at = 0; at != GOAL; ) {
            Cost left = costs[at];
            Edge taken = byState.get(at).stream()
                    .filter(e -> left.equals(plus(e, costs, false)))
                    .findFirst()
                    .orElseThrow();
            choices.addAll(taken.choices());
            at = taken.to();
        }
        Schedule schedule =
                Schedule.of(choices.stream().mapToInt(Integer::intValue).toArray());
        return new Measure(0, 0, costs[0].switches(), costs[0].values(), 0, costs[0].steps(), schedule);
    }

    /** Steps of the shortest run that shows the bug, whatever its switches. */
    int shortest() {
        return costs(true)[0].steps();
    }

    private Cost[] costs(boolean stepsOnly) {
        Cost[] costs = new Cost[byState.size()];
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = edges.size() - 1; i >= 0; i--) {
                Edge e = edges.get(i);
                Cost through = plus(e, costs, stepsOnly);
                Cost known = costs[e.from()];
                if (through != null && (known == null || through.compareTo(known) < 0)) {
                    costs[e.from()] = through;
                    changed = true;
                }
            }
        }
        return costs;
    }

    private static Cost plus(Edge e, Cost[] costs, boolean stepsOnly) {
        Cost rest = e.to() == GOAL ? new Cost(0, 0, 0) : e.to() == NOWHERE ? null : costs[e.to()];
        if (rest == null) {
            return null;
        }
        return stepsOnly
                ? new Cost(0, 0, rest.steps() + 1)
                : new Cost(rest.switches() + e.switches(), rest.values() + e.values(), rest.steps() + 1);
    }

    private int number(World w) {
        long[] words = w.packed();
        Integer known = numbers.get(words);
        if (known != null) {
            return known;
        }
        if (worlds.size() == statesMax) {
            throw new AssertionError("The space has more than " + statesMax + " states");
        }
        numbers.put(words, worlds.size());
        worlds.add(w);
        byState.add(new ArrayList<>());
        return worlds.size() - 1;
    }

    private void expand(int from) {
        World w = worlds.get(from);
        int[] enabled = new int[w.taskCount()];
        int n = w.enabled(enabled);
        for (int i = 0; i < n; i++) {
            List<Integer> head = n > 1 ? List.of(i) : List.of();
            answers(from, w, enabled[i], head, new ArrayList<>());
        }
    }

    /** All ways in which the step can go on once these answers were given, the ordinary first. */
    private void answers(int from, World w, int task, List<Integer> head, List<Integer> given) {
        List<Integer> bounds = new ArrayList<>();
        World next = w.copy();
        next.setChooser((bound, reason) -> {
            int asked = bounds.size();
            bounds.add(bound);
            return asked < given.size() ? given.get(asked) : 0;
        });
        next.step(task);
        if (bounds.size() > given.size()) {
            for (int v = 0; v < bounds.get(given.size()); v++) {
                List<Integer> more = new ArrayList<>(given);
                more.add(v);
                answers(from, w, task, head, more);
            }
            return;
        }
        int switches = w.running() != World.NOBODY && w.running() != task ? 1 : 0;
        int values = (int) given.stream().filter(v -> v != 0).count();
        List<Integer> choices = new ArrayList<>(head);
        choices.addAll(given);
        Edge edge = new Edge(from, destination(next), switches, values, choices);
        edges.add(edge);
        byState.get(from).add(edge);
    }

    private int destination(World next) {
        if (next.violation() == null && next.enabled(new int[next.taskCount()]) == 0) {
            next.quiesced();
            if (next.violation() == null) {
                return NOWHERE;
            }
        }
        if (next.violation() != null) {
            boolean bug = next.violation().invariant().equals(invariant)
                    && next.violation().skeleton().equals(skeleton);
            return bug ? GOAL : NOWHERE;
        }
        return number(next);
    }
}
