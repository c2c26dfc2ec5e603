package dev.gfpfuzz.scenario;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.invariant.Invariants;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Scenario.Expectation;
import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Scenario.TaskDecl;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.text.Line;
import dev.gfpfuzz.text.Line.Word;
import dev.gfpfuzz.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a scenario's text:
 *
 * <pre>
 * scenario two-readers
 *   Prose, indented: why it matters.
 *
 * expect v4_17 holds
 * expect mut_renoio violates no-lost-freed-buffer
 *
 * memory m pages=0
 * dm-bufio c reserved=1
 *
 * task R1 PF_MEMALLOC_NOIO
 *   repeat 2
 *     b = read c 1
 *     release c b
 *   end
 * </pre>
 *
 * A line that is not indented starts something; indented lines belong to it. {@code #} starts a comment. What may be
 * declared and called is {@link Vocabulary}'s. A scenario that was read can be compiled; {@link ScenarioPrinter} writes
 * it back.
 */
@PublicApi
public final class ScenarioParser {
    private static final String NAME = "[a-z0-9][a-z0-9-]*";
    private static final String IDENTIFIER = "[A-Za-z][A-Za-z0-9_-]*";

    private final String source;
    private final List<Line> lines;
    private final Map<String, ObjectKind> objects = new LinkedHashMap<>();
    private final List<ObjectDecl> decls = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final Map<String, TaskDecl> tasks = new LinkedHashMap<>();
    private int next;

    private ScenarioParser(String text, String source) {
        this.source = source;
        this.lines = Line.of(text);
    }

    /**
     * @param sourceName what errors call the text: a file's name
     * @throws ScenarioException at the first mistake
     */
    public static Scenario parse(String text, String sourceName) {
        return new ScenarioParser(text, sourceName).scenario();
    }

    private Scenario scenario() {
        if (lines.isEmpty()) {
            throw new ScenarioException(source, 1, 1, "The text is empty; it must start with 'scenario NAME'.");
        }
        Line header = lines.get(next++);
        if (header.indented() || !header.first().text().equals("scenario")) {
            throw error(
                    header,
                    header.first(),
                    "Found '" + header.first().text() + "'; a scenario starts with 'scenario NAME', not indented.");
        }
        String name = name(header, "scenario", NAME, "lower case letters, digits and hyphens");
        nothingAfter(header, 2);
        List<String> why = new ArrayList<>();
        while (next < lines.size() && lines.get(next).indented()) {
            why.add(lines.get(next++).text());
        }
        while (next < lines.size()) {
            section(lines.get(next++));
        }
        if (tasks.isEmpty()) {
            throw error(header, header.first(), "Scenario " + name + " has no task; at least one is needed.");
        }
        Scenario s = new Scenario(name, why, expectations, decls, new ArrayList<>(tasks.values()));
        compiles(header, s);
        return s;
    }

    private void section(Line line) {
        String word = line.first().text();
        if (line.indented()) {
            throw error(
                    line,
                    line.first(),
                    "Found an indented line; only prose after 'scenario' and a task's" + " operations are indented.");
        }
        if (word.equals("expect")) {
            expectation(line);
        } else if (word.equals("task")) {
            task(line);
        } else if (Vocabulary.standard().object(word) != null) {
            object(line, Vocabulary.standard().object(word));
        } else {
            List<String> known = new ArrayList<>(List.of("expect", "task"));
            Vocabulary.standard().objects().forEach(k -> known.add(k.word()));
            throw error(line, line.first(), NearestName.unknown("word at the start of a line", word, known));
        }
    }

    private void expectation(Line line) {
        List<Word> w = line.words();
        boolean holds = w.size() == 3 && w.get(2).text().equals("holds");
        boolean violates = w.size() == 4 && w.get(2).text().equals("violates");
        if (!holds && !violates) {
            throw error(
                    line,
                    line.first(),
                    "Found '" + line.text()
                            + "'; accepted is 'expect PROFILE holds' or 'expect PROFILE violates INVARIANT'.");
        }
        String profile = w.get(1).text();
        if (Profiles.named(profile) == null) {
            throw error(
                    line,
                    w.get(1),
                    NearestName.unknown(
                            "profile",
                            profile,
                            Profiles.all().stream().map(Profile::name).toList()));
        }
        for (Expectation e : expectations) {
            if (e.profile().equals(profile)) {
                throw error(line, w.get(1), "There is an expectation for profile " + profile + " already.");
            }
        }
        if (violates && !invariants().contains(w.get(3).text())) {
            throw error(
                    line, w.get(3), NearestName.unknown("invariant", w.get(3).text(), invariants()));
        }
        expectations.add(new Expectation(profile, violates ? w.get(3).text() : ""));
    }

    private static List<String> invariants() {
        List<String> names = new ArrayList<>(Invariants.names());
        names.add(World.KERNEL_BUG);
        return names;
    }

    private void object(Line line, ObjectKind kind) {
        String name = name(line, kind.word(), IDENTIFIER, "letters, digits, '-' and '_', a letter first");
        if (objects.containsKey(name)) {
            throw error(line, line.words().get(1), "There is an object called '" + name + "' already.");
        }
        boolean memory = false;
        for (ObjectKind before : objects.values()) {
            memory |= before.isMemory();
        }
        if (kind.isMemory() && memory) {
            throw error(line, line.first(), "A scenario has one memory, and this would be a second.");
        }
        if (kind.needsMemory() && !memory) {
            throw error(
                    line,
                    line.first(),
                    "A " + kind.word() + " allocates pages; declare a memory before it,"
                            + " for example 'memory m pages=0'.");
        }
        Map<String, Integer> params = new TreeMap<>();
        List<Word> w = line.words();
        for (int i = 2; i < w.size(); i += 3) {
            parameter(line, kind, i, params);
        }
        try {
            kind.check().check(kind.complete(params));
        } catch (IllegalArgumentException e) {
            throw error(line, line.first(), e.getMessage());
        }
        objects.put(name, kind);
        decls.add(new ObjectDecl(kind.word(), name, params));
    }

    private void parameter(Line line, ObjectKind kind, int i, Map<String, Integer> params) {
        List<Word> w = line.words();
        String name = w.get(i).text();
        List<String> known = new ArrayList<>();
        for (Param each : kind.params()) {
            known.add(each.name());
        }
        if (!known.contains(name)) {
            throw error(line, w.get(i), NearestName.unknown("parameter of " + kind.word(), name, known));
        }
        Param p = kind.params().get(known.indexOf(name));
        if (i + 2 >= w.size() || !w.get(i + 1).text().equals("=")) {
            throw error(
                    line,
                    w.get(i),
                    "Parameter " + name + " has no value; accepted is " + name + "=" + p.min() + " to " + name + "="
                            + p.max() + ".");
        }
        int value = number(line, w.get(i + 2), name, p.min(), p.max());
        if (params.put(name, value) != null) {
            throw error(line, w.get(i), "Parameter " + name + " is given twice.");
        }
    }

    private void task(Line line) {
        String name = name(line, "task", IDENTIFIER, "letters, digits, '-' and '_', a letter first");
        if (tasks.containsKey(name)) {
            throw error(line, line.words().get(1), "There is a task called '" + name + "' already.");
        }
        if (tasks.size() == World.TASKS_MAX) {
            throw error(
                    line,
                    line.first(),
                    "Task " + name + " is one too many; a scenario has at most " + World.TASKS_MAX + " tasks.");
        }
        List<String> flags = new ArrayList<>();
        for (Word flag : line.words().subList(2, line.words().size())) {
            if (TaskFlags.named(flag.text()) < 0) {
                throw error(line, flag, NearestName.unknown("task flag", flag.text(), TaskFlags.knownNames()));
            }
            if (flags.contains(flag.text())) {
                throw error(line, flag, "Task flag " + flag.text() + " is given twice.");
            }
            flags.add(flag.text());
        }
        List<Line> body = new ArrayList<>();
        while (next < lines.size() && lines.get(next).indented()) {
            body.add(lines.get(next++));
        }
        tasks.put(name, new TaskDecl(name, flags, new ProgramParser(source, objects, tasks.keySet(), body).program()));
    }

    /** The limits of a world: daemons count as tasks, too, and invariants bring parts of their own. */
    private void compiles(Line header, Scenario s) {
        try {
            new ScenarioCompiler(Vocabulary.standard()).compile(s, Profiles.V4_17);
        } catch (IllegalArgumentException e) {
            throw error(header, header.first(), "Scenario " + s.name() + " is too large: " + e.getMessage());
        }
    }

    // ---- words

    private String name(Line line, String what, String pattern, String accepted) {
        if (line.words().size() < 2) {
            throw new ScenarioException(
                    source,
                    line.number(),
                    line.end(),
                    "Found '" + what + "' without a name; accepted are " + accepted + ".");
        }
        Word name = line.words().get(1);
        if (!name.text().matches(pattern)) {
            throw error(
                    line, name, "'" + name.text() + "' is no name for a " + what + "; accepted are " + accepted + ".");
        }
        return name.text();
    }

    private void nothingAfter(Line line, int words) {
        if (line.words().size() > words) {
            throw error(
                    line,
                    line.words().get(words),
                    "Found '" + line.words().get(words).text() + "' where the line should end.");
        }
    }

    private int number(Line line, Word w, String what, int min, int max) {
        return number(source, line, w, what, min, max);
    }

    static int number(String source, Line line, Word w, String what, int min, int max) {
        int value = w.text().matches("[0-9]{1,9}") ? Integer.parseInt(w.text()) : -1;
        if (value < min || value > max) {
            throw new ScenarioException(
                    source,
                    line.number(),
                    w.column(),
                    "Found " + what + " '" + w.text() + "'; accepted is a number from " + min + " to " + max + ".");
        }
        return value;
    }

    private ScenarioException error(Line line, Word w, String sentence) {
        return new ScenarioException(source, line.number(), w.column(), sentence);
    }
}
