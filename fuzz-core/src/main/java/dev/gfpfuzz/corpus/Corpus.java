package dev.gfpfuzz.corpus;

import dev.gfpfuzz.text.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the models are measured by, read from two tables. {@code bugs.txt}: the historic bugs. {@code others.txt}: mutants of
 * the fixed shapes, and correct behaviour that must raise no false alarm. One line each, columns separated by bars.
 */
public final class Corpus {
    private static final int BUG_COLUMNS = 9;
    private static final int OTHER_COLUMNS = 6;
    private static final Map<String, Bug> BUGS = bugTable();
    private static final Map<String, Other> OTHERS = otherTable();

    private Corpus() {}

    /**
     * A trial that belongs to no historic bug.
     *
     * @param about one sentence
     */
    public record Other(Trial trial, String about) {}

    /** The historic bugs in the order of the table, by component. */
    public static List<Bug> bugs() {
        return List.copyOf(BUGS.values());
    }

    /** Mutants and false alarms in the order of the table. */
    public static List<Other> others() {
        return List.copyOf(OTHERS.values());
    }

    /** The bug of an id, or null. */
    public static @Nullable Bug bug(String id) {
        return BUGS.get(id);
    }

    /** Every trial: the bugs' shapes, then the others. */
    public static List<Trial> trials() {
        List<Trial> all = new ArrayList<>();
        BUGS.values().forEach(b -> all.addAll(b.shapes()));
        OTHERS.values().forEach(o -> all.add(o.trial()));
        return all;
    }

    /**
     * The trials of an id.
     *
     * @throws BadInputException if there is none of that id; the message names the nearest
     */
    public static List<Trial> trials(String id) {
        if (BUGS.containsKey(id)) {
            return BUGS.get(id).shapes();
        }
        if (OTHERS.containsKey(id)) {
            return List.of(OTHERS.get(id).trial());
        }
        List<String> known = new ArrayList<>(BUGS.keySet());
        known.addAll(OTHERS.keySet());
        throw BadInputException.unknown("bug", id, known);
    }

    private static Map<String, Bug> bugTable() {
        Map<String, Bug> all = new LinkedHashMap<>();
        for (String[] c : rows("bugs.txt", BUG_COLUMNS)) {
            Configuration smallest = new Configuration(Integer.parseInt(c[5]), Integer.parseInt(c[6]));
            all.put(c[0], new Bug(c[0], c[1], c[2], c[3], c[4], smallest, c[7], c[8]));
        }
        return all;
    }

    private static Map<String, Other> otherTable() {
        Map<String, Other> all = new LinkedHashMap<>();
        for (String[] c : rows("others.txt", OTHER_COLUMNS)) {
            all.put(c[0], new Other(new Trial(c[0], c[1], c[2], c[3], c[4]), c[5]));
        }
        return all;
    }

    private static List<String[]> rows(String table, int columns) {
        List<String[]> rows = new ArrayList<>();
        for (String line : text(table).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\\|", -1);
            if (cells.length != columns) {
                throw new IllegalStateException(
                        table + " has " + cells.length + " columns instead of " + columns + " in: " + line);
            }
            for (int i = 0; i < columns; i++) {
                cells[i] = cells[i].strip();
            }
            rows.add(cells);
        }
        return rows;
    }

    private static String text(String table) {
        try (InputStream in = Corpus.class.getResourceAsStream(table)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + table);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
