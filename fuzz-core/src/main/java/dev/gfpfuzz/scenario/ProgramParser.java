package dev.gfpfuzz.scenario;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.VarType;
import dev.gfpfuzz.text.Line;
import dev.gfpfuzz.text.Line.Word;
import dev.gfpfuzz.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the operations of one task and checks each against the vocabulary. */
final class ProgramParser {
    /** Operations that a task may have with its repeats unrolled. */
    static final int OPERATIONS_MAX = 64;

    private final String source;
    private final Map<String, ObjectKind> objects;
    private final Set<String> peers;
    private final List<Line> lines;
    private final Map<String, VarType> variables = new LinkedHashMap<>();
    private int next;

    /** @param peers names of the tasks before this one */
    ProgramParser(String source, Map<String, ObjectKind> objects, Set<String> peers, List<Line> lines) {
        this.source = source;
        this.objects = objects;
        this.peers = peers;
        this.lines = lines;
    }

    List<Statement> program() {
        List<Statement> program = new ArrayList<>();
        body(program, 1, null);
        itemsAreOfTheirObjects(program);
        return program;
    }

    /** An item has a number that means nothing to another object of its kind. */
    private void itemsAreOfTheirObjects(List<Statement> program) {
        Map<String, String> from = new LinkedHashMap<>();
        for (Statement.Op op : new Scenario.TaskDecl("", List.of(), program).operations()) {
            List<Arg> args = Vocabulary.standard().operation(op.verb()).args();
            for (int i = 0; i < args.size(); i++) {
                String object = args.get(i) instanceof Arg.Var v && v.type().ofItems()
                        ? from.get(op.args().get(i))
                        : null;
                if (object != null && !object.equals(op.args().get(0))) {
                    Line first = lines.get(0);
                    throw error(
                            first,
                            first.first(),
                            "'" + ScenarioPrinter.print(op) + "' comes when '"
                                    + op.args().get(i) + "' is of " + object + ".");
                }
            }
            if (!op.result().isEmpty()) {
                from.put(op.result(), op.args().get(0));
            }
        }
    }

    /** Reads up to the {@code end} of {@code repeat}, or to the end of the task if it is null. Returns its operations. */
    private long body(List<Statement> out, long times, Line repeat) {
        long operations = 0;
        while (next < lines.size()) {
            Line line = lines.get(next++);
            String word = line.first().text();
            if (word.equals("end")) {
                if (repeat == null) {
                    throw error(line, line.first(), "Found 'end' without a 'repeat' before it.");
                }
                nothingAfter(line, 1);
                return operations;
            }
            if (word.equals("repeat")) {
                operations += repeat(out, line, times);
            } else {
                out.add(operation(line));
                operations++;
            }
            if (operations * times > OPERATIONS_MAX) {
                throw error(
                        line,
                        line.first(),
                        "The task has more than " + OPERATIONS_MAX
                                + " operations with its repeats unrolled; that is the most accepted.");
            }
        }
        if (repeat != null) {
            throw error(repeat, repeat.first(), "This 'repeat' has no 'end'.");
        }
        return operations;
    }

    private long repeat(List<Statement> out, Line line, long times) {
        if (line.words().size() < 2) {
            throw at(line, line.end(), "Found 'repeat' without a number; accepted is 1 to " + OPERATIONS_MAX + ".");
        }
        int n = ScenarioParser.number(source, line, line.words().get(1), "repeat count", 1, OPERATIONS_MAX);
        nothingAfter(line, 2);
        List<Statement> body = new ArrayList<>();
        long operations = body(body, times * n, line);
        if (operations == 0) {
            throw error(line, line.first(), "This 'repeat' repeats nothing.");
        }
        out.add(new Statement.Repeat(n, body));
        return operations * n;
    }

    private Statement.Op operation(Line line) {
        List<Word> w = line.words();
        boolean assigns = w.size() > 1 && w.get(1).text().equals("=");
        if (assigns && w.size() == 2) {
            throw at(line, line.end(), "Nothing is assigned; an operation has to follow the '='.");
        }
        Word verb = w.get(assigns ? 2 : 0);
        OperationKind kind = Vocabulary.standard().operation(verb.text());
        if (kind == null) {
            List<String> known = new ArrayList<>();
            Vocabulary.standard().operations().forEach(k -> known.add(k.verb()));
            known.addAll(List.of("repeat", "end"));
            throw error(line, verb, NearestName.unknown("operation", verb.text(), known));
        }
        List<String> args = arguments(line, kind, w.subList(assigns ? 3 : 1, w.size()));
        if (assigns) {
            assign(line, w.get(0), kind);
        }
        return new Statement.Op(assigns ? w.get(0).text() : "", kind.verb(), args);
    }

    private List<String> arguments(Line line, OperationKind kind, List<Word> given) {
        int n = kind.args().size();
        if (given.size() != n) {
            throw at(
                    line,
                    given.size() > n ? given.get(n).column() : line.end(),
                    "Operation " + kind.verb() + " has " + given.size() + " argument" + (given.size() == 1 ? "" : "s")
                            + "; accepted is '" + usage(kind) + "'.");
        }
        List<String> args = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            argument(line, kind, kind.args().get(i), given.get(i));
            args.add(given.get(i).text());
        }
        return args;
    }

    private void argument(Line line, OperationKind kind, Arg arg, Word w) {
        if (arg instanceof Arg.Obj o) {
            ObjectKind found = objects.get(w.text());
            if (found == null) {
                throw error(
                        line,
                        w,
                        objects.isEmpty()
                                ? "Found '" + w.text() + "'; no object is declared before this task."
                                : NearestName.unknown("object", w.text(), objects.keySet()));
            }
            if (!found.role().equals(o.role())) {
                throw error(
                        line,
                        w,
                        "Object '" + w.text() + "' is a " + found.word() + "; " + kind.verb() + " needs a " + o.role()
                                + ".");
            }
        } else if (arg instanceof Arg.Var v) {
            variable(line, kind, v.type(), w);
        } else if (arg instanceof Arg.Num n) {
            ScenarioParser.number(source, line, w, n.name(), n.min(), n.max());
        } else if (arg instanceof Arg.Mask) {
            mask(line, w);
        } else if (arg instanceof Arg.Peer && !peers.contains(w.text())) {
            throw error(
                    line,
                    w,
                    peers.isEmpty()
                            ? "Found '" + w.text() + "'; no task is declared before this one."
                            : NearestName.unknown("task", w.text(), peers));
        } else if (arg instanceof Arg.Word words && !words.words().contains(w.text())) {
            throw error(line, w, NearestName.unknown("word", w.text(), words.words()));
        }
    }

    private void variable(Line line, OperationKind kind, VarType type, Word w) {
        VarType found = variables.get(w.text());
        if (found == null) {
            throw error(
                    line,
                    w,
                    "Nothing is assigned to '" + w.text() + "' before; " + kind.verb() + " needs a " + type.name()
                            + ".");
        }
        if (!found.is(type)) {
            throw error(
                    line,
                    w,
                    "Variable '" + w.text() + "' is a " + found.name() + "; " + kind.verb() + " needs a " + type.name()
                            + ".");
        }
    }

    private void mask(Line line, Word w) {
        int column = w.column();
        for (String name : w.text().split("\\|", -1)) {
            if (Gfp.named(name) < 0) {
                throw at(line, column, NearestName.unknown("allocation flag", name, Gfp.knownNames()));
            }
            column += name.length() + 1;
        }
    }

    private void assign(Line line, Word w, OperationKind kind) {
        VarType type = kind.result();
        if (type == null) {
            throw error(line, w, "Operation " + kind.verb() + " has no result that '" + w.text() + "' could receive.");
        }
        if (!w.text().matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw error(
                    line,
                    w,
                    "'" + w.text() + "' is no name for a variable; accepted are letters, digits and '_', a"
                            + " letter first.");
        }
        VarType before = variables.putIfAbsent(w.text(), type);
        if (before != null && !before.is(type)) {
            throw error(
                    line,
                    w,
                    "Variable '" + w.text() + "' is a " + before.name() + " and cannot become a " + type.name()
                            + "; use another name.");
        }
        if (variables.size() > Program.VARIABLES_MAX) {
            throw error(
                    line,
                    w,
                    "Variable '" + w.text() + "' is one too many; a task has at most " + Program.VARIABLES_MAX + ".");
        }
    }

    /** {@code b = read DM-BUFIO BLOCK}: how an operation is written. */
    static String usage(OperationKind kind) {
        StringBuilder s = new StringBuilder(
                kind.result() == null ? "" : kind.result().name().toUpperCase(java.util.Locale.ROOT) + " = ");
        s.append(kind.verb());
        for (Arg arg : kind.args()) {
            s.append(' ');
            if (arg instanceof Arg.Obj o) {
                s.append(o.role().toUpperCase(java.util.Locale.ROOT));
            } else if (arg instanceof Arg.Var v) {
                s.append(v.type().name().toUpperCase(java.util.Locale.ROOT));
            } else if (arg instanceof Arg.Num n) {
                s.append(n.name().toUpperCase(java.util.Locale.ROOT));
            } else if (arg instanceof Arg.Mask) {
                s.append("GFP-MASK");
            } else if (arg instanceof Arg.Peer) {
                s.append("TASK");
            } else if (arg instanceof Arg.Word words) {
                s.append(String.join("|", words.words()));
            }
        }
        return s.toString();
    }

    private void nothingAfter(Line line, int words) {
        if (line.words().size() > words) {
            Word extra = line.words().get(words);
            throw error(line, extra, "Found '" + extra.text() + "' where the line should end.");
        }
    }

    private ScenarioException error(Line line, Word w, String sentence) {
        return at(line, w.column(), sentence);
    }

    private ScenarioException at(Line line, int column, String sentence) {
        return new ScenarioException(source, line.number(), column, sentence);
    }
}
