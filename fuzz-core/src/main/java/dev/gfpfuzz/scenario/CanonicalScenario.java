package dev.gfpfuzz.scenario;

import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.scenario.Scenario.TaskDecl;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A scenario with names that are given by rule: tasks are sorted by what they do and numbered, variables and {@linkplain
 * Arg.Num#arbitrary arbitrary} numbers too, in the order in which they come. Scenarios that become equal differ in nothing but
 * names, so each run of one is a run of the other, step by step, with other choices. Not all that differ in names only become equal:
 * of more than {@link #ORDERS_MAX} orders of tasks that do alike the one written is taken.
 *
 * <p>Where tasks are the business of others ({@link Arg.Peer}) they stay in order, with their names.
 */
public final class CanonicalScenario {
    private static final int ORDERS_MAX = 120;

    /** Sorts of numbers, each an object's, of which an operation means more than which is which. */
    private final Set<String> counted = new TreeSet<>();

    private boolean peers;

    private CanonicalScenario(Scenario s) {
        for (TaskDecl task : s.tasks()) {
            for (Statement.Op op : task.operations()) {
                note(op);
            }
        }
    }

    /** Its prose and its expectations are left out. */
    public static Scenario of(Scenario s) {
        return new CanonicalScenario(s).canonical(s);
    }

    private void note(Statement.Op op) {
        for (Arg arg : args(op)) {
            peers |= arg instanceof Arg.Peer;
            if (arg instanceof Arg.Num n && !n.arbitrary()) {
                counted.add(sort(op, n));
            }
        }
    }

    private static List<Arg> args(Statement.Op op) {
        return Vocabulary.standard().operation(op.verb()).args();
    }

    /** Blocks of one client have nothing to do with those of another. */
    private static String sort(Statement.Op op, Arg.Num n) {
        return n.name() + " of " + op.args().get(0);
    }

    private Scenario canonical(Scenario s) {
        List<TaskDecl> least = null;
        String leastText = null;
        List<List<TaskDecl>> orders = peers ? List.of(s.tasks()) : orders(s.tasks());
        for (List<TaskDecl> order : orders) {
            List<TaskDecl> named = named(order);
            String text = orders.size() == 1 ? "" : text(named);
            if (leastText == null || text.compareTo(leastText) < 0) {
                leastText = text;
                least = named;
            }
        }
        List<ObjectDecl> objects = s.objects();
        return new Scenario(s.name(), List.of(), List.of(), objects, least);
    }

    /** The tasks sorted by what each does by itself; where several do alike, in each order. */
    private List<List<TaskDecl>> orders(List<TaskDecl> tasks) {
        Map<String, List<TaskDecl>> alike = new TreeMap<>();
        for (TaskDecl task : tasks) {
            alike.computeIfAbsent(text(named(List.of(task))), t -> new ArrayList<>())
                    .add(task);
        }
        List<List<TaskDecl>> orders = List.of(List.of());
        for (List<TaskDecl> group : alike.values()) {
            List<List<TaskDecl>> ways = permutations(group, ORDERS_MAX / orders.size());
            List<List<TaskDecl>> longer = new ArrayList<>();
            for (List<TaskDecl> order : orders) {
                for (List<TaskDecl> way : ways) {
                    List<TaskDecl> both = new ArrayList<>(order);
                    both.addAll(way);
                    longer.add(both);
                }
            }
            orders = longer;
        }
        return orders;
    }

    /** All of them; if there are more than {@code max}, the one given. */
    private static List<List<TaskDecl>> permutations(List<TaskDecl> tasks, int max) {
        List<List<TaskDecl>> all = List.of(List.of());
        for (TaskDecl task : tasks) {
            List<List<TaskDecl>> longer = new ArrayList<>();
            for (List<TaskDecl> p : all) {
                for (int at = 0; at <= p.size(); at++) {
                    List<TaskDecl> q = new ArrayList<>(p);
                    q.add(at, task);
                    longer.add(q);
                }
            }
            all = longer;
            if (all.size() > max) {
                return List.of(tasks);
            }
        }
        return all;
    }

    private static String text(List<TaskDecl> tasks) {
        StringBuilder text = new StringBuilder();
        for (TaskDecl task : tasks) {
            text.append("task ").append(String.join(" ", task.flags())).append('\n');
            task.operations()
                    .forEach(op -> text.append(ScenarioPrinter.print(op)).append('\n'));
        }
        return text.toString();
    }

    private List<TaskDecl> named(List<TaskDecl> tasks) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<TaskDecl> named = new ArrayList<>();
        for (TaskDecl task : tasks) {
            Map<String, Integer> variables = new LinkedHashMap<>();
            List<Statement> program = new ArrayList<>();
            for (Statement.Op op : task.operations()) {
                program.add(named(op, variables, numbers));
            }
            String name = peers ? task.name() : "t" + named.size();
            named.add(new TaskDecl(name, task.flags().stream().sorted().toList(), program));
        }
        return named;
    }

    /**
     * @param variables the numbers of those met before in this task
     * @param numbers of arbitrary numbers met before, by their sorts
     */
    private Statement.Op named(Statement.Op op, Map<String, Integer> variables, Map<String, Integer> numbers) {
        List<Arg> kinds = args(op);
        List<String> args = IntStream.range(0, kinds.size())
                .mapToObj(i -> {
                    String text = op.args().get(i);
                    if (kinds.get(i) instanceof Arg.Var) {
                        return "v" + number(text, variables);
                    }
                    if (kinds.get(i) instanceof Arg.Num n && !counted.contains(sort(op, n))) {
                        return "" + number(sort(op, n) + " " + Integer.parseInt(text), numbers);
                    }
                    return text;
                })
                .toList();
        String result = op.result().isEmpty() ? "" : "v" + number(op.result(), variables);
        return new Statement.Op(result, op.verb(), args);
    }

    private static int number(String name, Map<String, Integer> known) {
        return known.computeIfAbsent(name, n -> known.size());
    }
}
