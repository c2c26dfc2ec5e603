package dev.gfpfuzz.scenario;

import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.scenario.Scenario.TaskDecl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a shrinker took out of a scenario. Immutable; every index counts in the scenario as it was before any edit, so
 * that edits add up.
 *
 * @param tasks tasks removed
 * @param operations operations removed by task, counted with the repeats unrolled
 * @param parameters parameters overridden by object
 */
public record Edits(
        SortedSet<Integer> tasks,
        SortedMap<Integer, SortedSet<Integer>> operations,
        SortedMap<Integer, SortedMap<String, Integer>> parameters) {
    /** The scenario as it is. */
    public static final Edits NONE = new Edits(new TreeSet<>(), new TreeMap<>(), new TreeMap<>());

    public Edits {
        tasks = Collections.unmodifiableSortedSet(new TreeSet<>(tasks));
        SortedMap<Integer, SortedSet<Integer>> ops = new TreeMap<>();
        for (Map.Entry<Integer, SortedSet<Integer>> e : operations.entrySet()) {
            if (!e.getValue().isEmpty()) {
                ops.put(e.getKey(), Collections.unmodifiableSortedSet(new TreeSet<>(e.getValue())));
            }
        }
        operations = Collections.unmodifiableSortedMap(ops);
        SortedMap<Integer, SortedMap<String, Integer>> params = new TreeMap<>();
        for (Map.Entry<Integer, SortedMap<String, Integer>> e : parameters.entrySet()) {
            if (!e.getValue().isEmpty()) {
                params.put(e.getKey(), Collections.unmodifiableSortedMap(new TreeMap<>(e.getValue())));
            }
        }
        parameters = Collections.unmodifiableSortedMap(params);
    }

    public boolean isEmpty() {
        return tasks.isEmpty() && operations.isEmpty() && parameters.isEmpty();
    }

    public Edits withoutTask(int task) {
        SortedSet<Integer> removed = new TreeSet<>(tasks);
        removed.add(task);
        return new Edits(removed, operations, parameters);
    }

    /** @param removed indices among the unrolled operations of {@code task} */
    public Edits withoutOperations(int task, Collection<Integer> removed) {
        SortedMap<Integer, SortedSet<Integer>> ops = new TreeMap<>(operations);
        SortedSet<Integer> all = new TreeSet<>(ops.getOrDefault(task, new TreeSet<>()));
        all.addAll(removed);
        ops.put(task, all);
        return new Edits(tasks, ops, parameters);
    }

    public Edits withParameter(int object, String name, int value) {
        SortedMap<Integer, SortedMap<String, Integer>> params = new TreeMap<>(parameters);
        SortedMap<String, Integer> values = new TreeMap<>(params.getOrDefault(object, new TreeMap<>()));
        values.put(name, value);
        params.put(object, values);
        return new Edits(tasks, operations, params);
    }

    public boolean removesTask(int task) {
        return tasks.contains(task);
    }

    public boolean removesOperation(int task, int operation) {
        SortedSet<Integer> removed = operations.get(task);
        return removed != null && removed.contains(operation);
    }

    /**
     * The edited scenario. A task that lost operations has its repeats unrolled, and loses those too that use a variable
     * which nothing assigns any more, and those on a task that was removed: they would be passed over. Expectations do not survive an edit.
     *
     * @throws IllegalArgumentException if an index or parameter does not exist, or no task is left
     */
    public Scenario apply(Scenario s) {
        if (isEmpty()) {
            return s;
        }
        check(s);
        List<ObjectDecl> objects = new ArrayList<>();
        for (int i = 0; i < s.objects().size(); i++) {
            ObjectDecl decl = s.objects().get(i);
            SortedMap<String, Integer> params = new TreeMap<>(decl.params());
            params.putAll(parameters.getOrDefault(i, new TreeMap<>()));
            objects.add(new ObjectDecl(decl.kind(), decl.name(), params));
        }
        Set<String> gone = new LinkedHashSet<>();
        tasks.forEach(t -> gone.add(s.tasks().get(t).name()));
        List<TaskDecl> left = new ArrayList<>();
        for (int t = 0; t < s.tasks().size(); t++) {
            if (!tasks.contains(t)) {
                TaskDecl task = s.tasks().get(t);
                SortedSet<Integer> removed = new TreeSet<>(operations.getOrDefault(t, new TreeSet<>()));
                removed.addAll(on(gone, task));
                left.add(removed.isEmpty() ? task : new TaskDecl(task.name(), task.flags(), kept(task, removed)));
            }
        }
        return new Scenario(s.name(), s.why(), List.of(), objects, left);
    }

    private static List<Statement> kept(TaskDecl task, SortedSet<Integer> removed) {
        List<Statement.Op> all = task.operations();
        SortedMap<String, String> assigned = new TreeMap<>();
        List<Statement> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Statement.Op op = all.get(i);
            if (!removed.contains(i) && assigned(op, assigned)) {
                kept.add(op);
                assigned.put(op.result(), op.args().isEmpty() ? "" : op.args().get(0));
            }
        }
        return kept;
    }

    /**
     * Whether each variable that an operation uses holds something; an item, of the object that the operation is on.
     *
     * @param assigned the object whose operation assigned each variable last
     */
    private static boolean assigned(Statement.Op op, Map<String, String> assigned) {
        List<Vocabulary.Arg> args = Vocabulary.standard().operation(op.verb()).args();
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i) instanceof Vocabulary.Arg.Var v) {
                String by = assigned.get(op.args().get(i));
                if (by == null || v.type().ofItems() && !by.equals(op.args().get(0))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Indices of a task's operations on tasks that are gone. */
    private static List<Integer> on(Set<String> gone, TaskDecl task) {
        List<Integer> found = new ArrayList<>();
        List<Statement.Op> all = task.operations();
        for (int i = 0; i < all.size(); i++) {
            List<Vocabulary.Arg> args =
                    Vocabulary.standard().operation(all.get(i).verb()).args();
            for (int a = 0; a < args.size(); a++) {
                if (args.get(a) instanceof Vocabulary.Arg.Peer
                        && gone.contains(all.get(i).args().get(a))) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    private void check(Scenario s) {
        int n = s.tasks().size();
        if (tasks.size() >= n) {
            throw new IllegalArgumentException("The edits leave no task of scenario " + s.name() + ".");
        }
        boolean fits = within(tasks, n)
                && within(operations.keySet(), n)
                && within(parameters.keySet(), s.objects().size());
        for (var e : operations.entrySet()) {
            fits = fits
                    && within(
                            e.getValue(), s.tasks().get(e.getKey()).operations().size());
        }
        if (!fits) {
            throw new IllegalArgumentException("The edits name a task, operation or object that scenario " + s.name()
                    + " does not have: " + this + ".");
        }
    }

    private static boolean within(Collection<Integer> indices, int bound) {
        return indices.stream().allMatch(i -> i >= 0 && i < bound);
    }
}
