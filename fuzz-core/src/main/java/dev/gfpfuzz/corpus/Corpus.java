package dev.gfpfuzz.corpus;

import dev.gfpfuzz.text.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The historic bugs, read from the table {@code bugs.txt}: one line each, columns separated by bars. */
public final class Corpus {
    private static final int COLUMNS = 7;
    private static final Map<String, Bug> ALL = load();

    private Corpus() {}

    /** In the order of the table, by component. */
    public static List<Bug> all() {
        return List.copyOf(ALL.values());
    }

    /** @throws BadInputException if there is none of that id; the message names the nearest */
    public static Bug named(String id) {
        Bug bug = ALL.get(id);
        if (bug == null) {
            throw BadInputException.unknown("bug", id, ALL.keySet());
        }
        return bug;
    }

    private static Map<String, Bug> load() {
        Map<String, Bug> all = new LinkedHashMap<>();
        for (String line : text().lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] c = line.split("\\|", -1);
            if (c.length != COLUMNS) {
                throw new IllegalStateException("bugs.txt has " + c.length + " columns in: " + line);
            }
            Bug bug = new Bug(
                    c[0].strip(),
                    c[1].strip(),
                    c[2].strip(),
                    c[3].strip(),
                    c[4].strip(),
                    Integer.parseInt(c[5].strip()),
                    c[6].strip());
            all.put(bug.id(), bug);
        }
        return all;
    }

    private static String text() {
        try (InputStream in = Corpus.class.getResourceAsStream("bugs.txt")) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks bugs.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
