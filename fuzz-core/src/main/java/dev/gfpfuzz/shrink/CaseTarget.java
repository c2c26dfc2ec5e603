package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.CanonicalScenario;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Edits;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.scenario.Scenario.TaskDecl;
import dev.gfpfuzz.scenario.Vocabulary;
import dev.gfpfuzz.step.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A scenario with edits under a profile: smaller versions have more edits. */
final class CaseTarget implements Target {
    private final Case of;
    /** The scenario with its edits; made when it is first asked for, the same by whichever thread. */
    private @Nullable Scenario scenario;

    private @Nullable Scenario nameless;

    CaseTarget(Case of) {
        this.of = of;
    }

    Case of() {
        return of;
    }

    private Scenario scenario() {
        Scenario s = scenario;
        if (s == null) {
            s = of.scenario();
            scenario = s;
        }
        return s;
    }

    @Override
    public Subject subject() {
        return of.subject();
    }

    @Override
    public Object nameless() {
        Scenario s = nameless;
        if (s == null) {
            s = CanonicalScenario.of(scenario());
            nameless = s;
        }
        return s;
    }

    @Override
    public int tasks() {
        return scenario().tasks().size();
    }

    @Override
    public int operations() {
        int n = 0;
        for (TaskDecl task : scenario().tasks()) {
            n += task.operations().size();
        }
        return n;
    }

    @Override
    public long sizes() {
        long sum = 0;
        for (ObjectDecl decl : scenario().objects()) {
            for (int value : decl.params().values()) {
                sum += value;
            }
        }
        return sum;
    }

    @Override
    public int operationOf(Task task) {
        return Case.operationOf(task);
    }

    @Override
    public List<Reduction> withoutOneTask() {
        List<Reduction> out = new ArrayList<>();
        List<TaskDecl> all = of.origin().scenario().tasks();
        int left = all.size() - of.edits().tasks().size();
        for (int t = 0; t < all.size() && left > 1; t++) {
            if (!of.edits().removesTask(t)) {
                out.add(new Reduction(
                        with(of.edits().withoutTask(t)), all.get(t).name(), List.of()));
            }
        }
        return out;
    }

    @Override
    public List<Reduction> withoutOperations() {
        List<Reduction> out = new ArrayList<>();
        Scenario now = scenario();
        int position = 0;
        for (int t = 0; t < of.origin().scenario().tasks().size(); t++) {
            if (!of.edits().removesTask(t)) {
                addRemovals(t, now.tasks().get(position++), out);
            }
        }
        return out;
    }

    /**
     * @param t index of the task before any edit
     * @param now the task as it is
     */
    private void addRemovals(int t, TaskDecl now, List<Reduction> out) {
        List<Statement.Op> before = of.origin().scenario().tasks().get(t).operations();
        List<Integer> kept = kept(before, now.operations(), t);
        Set<Target> seen = new LinkedHashSet<>();
        for (Set<Integer> removal : removals(now.operations())) {
            List<Integer> indices = removal.stream().map(kept::get).toList();
            Case smaller = of.with(of.edits().withoutOperations(t, indices));
            Target target = new CaseTarget(smaller);
            if (seen.add(target)) {
                out.add(new Reduction(target, now.name(), new ArrayList<>(removal)));
            }
        }
    }

    /** The index before any edit of each operation that is left. Edits drop, and neither add nor reorder. */
    private List<Integer> kept(List<Statement.Op> before, List<Statement.Op> left, int t) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < before.size() && kept.size() < left.size(); i++) {
            if (!of.edits().removesOperation(t, i) && before.get(i).equals(left.get(kept.size()))) {
                kept.add(i);
            }
        }
        return kept;
    }

    /** Halves, quarters and so on; each operation with those that use its result; each single one. */
    private static Set<Set<Integer>> removals(List<Statement.Op> ops) {
        Set<Set<Integer>> out = new LinkedHashSet<>();
        int n = ops.size();
        for (int length = n / 2; length > 1; length /= 2) {
            for (int from = 0; from < n; from += length) {
                out.add(range(from, Math.min(n, from + length)));
            }
        }
        for (int i = 0; i < n; i++) {
            out.add(withUses(ops, i));
        }
        for (int i = 0; i < n; i++) {
            out.add(range(i, i + 1));
        }
        return out;
    }

    private static Set<Integer> range(int from, int to) {
        Set<Integer> range = new TreeSet<>();
        for (int i = from; i < to; i++) {
            range.add(i);
        }
        return range;
    }

    /** The operation and those that use the variable it assigns, up to its next assignment: a get and its release. */
    private static Set<Integer> withUses(List<Statement.Op> ops, int index) {
        Set<Integer> group = range(index, index + 1);
        String variable = ops.get(index).result();
        for (int i = index + 1; i < ops.size() && !variable.isEmpty(); i++) {
            if (ops.get(i).args().contains(variable)) {
                group.add(i);
            }
            if (ops.get(i).result().equals(variable)) {
                break;
            }
        }
        return group;
    }

    @Override
    public List<Target> withOneSizeSmaller() {
        List<Target> out = new ArrayList<>();
        List<ObjectDecl> objects = scenario().objects();
        for (int o = 0; o < objects.size(); o++) {
            for (Map.Entry<String, Integer> e : objects.get(o).params().entrySet()) {
                Vocabulary.Param parameter = parameter(objects.get(o).kind(), e.getKey());
                if (!parameter.size()) {
                    continue;
                }
                int value = e.getValue();
                int min = parameter.min();
                Set<Integer> smaller = new TreeSet<>(List.of(min, min + (value - min) / 2, value - 1));
                for (int v : smaller) {
                    if (v >= min && v < value) {
                        out.add(with(of.edits().withParameter(o, e.getKey(), v)));
                    }
                }
            }
        }
        return out;
    }

    private static Vocabulary.Param parameter(String kind, String name) {
        for (Vocabulary.Param p : Vocabulary.standard().object(kind).params()) {
            if (p.name().equals(name)) {
                return p;
            }
        }
        throw new IllegalArgumentException("Object kind " + kind + " has no parameter " + name);
    }

    private Target with(Edits edits) {
        return new CaseTarget(of.with(edits));
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof CaseTarget other && other.of.equals(of);
    }

    @Override
    public int hashCode() {
        return of.hashCode();
    }

    @Override
    public String toString() {
        return of.toString();
    }
}
