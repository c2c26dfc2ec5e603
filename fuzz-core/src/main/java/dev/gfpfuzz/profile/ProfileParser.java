package dev.gfpfuzz.profile;

import dev.gfpfuzz.kernel.Slot;
import dev.gfpfuzz.text.Line;
import dev.gfpfuzz.text.Line.Word;
import dev.gfpfuzz.text.NearestName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a user's own profile:
 *
 * <pre>
 * profile silent-release extends v4_17
 *   What it is about, indented.
 * dm_bufio_release = silent
 * </pre>
 *
 * {@code #} starts a comment. {@link ProfilePrinter} writes it back.
 */
public final class ProfileParser {
    private final String source;
    private final Map<String, String> changes = new TreeMap<>();
    private final StringBuilder about = new StringBuilder();

    private ProfileParser(String source) {
        this.source = source;
    }

    /**
     * @param sourceName what errors call the text: a file's name
     * @throws ProfileException at the first mistake
     */
    public static Profile parse(String text, String sourceName) {
        return new ProfileParser(sourceName).profile(Line.of(text));
    }

    private Profile profile(List<Line> lines) {
        if (lines.isEmpty()) {
            throw new ProfileException(
                    source, 1, 1, "The text is empty; it must start with 'profile NAME extends v4_17'.");
        }
        Line header = lines.get(0);
        List<Word> w = header.words();
        if (w.size() != 4
                || !w.get(0).text().equals("profile")
                || !w.get(2).text().equals("extends")) {
            throw error(
                    header,
                    header.first(),
                    "Found '" + header.text()
                            + "'; a profile starts with 'profile NAME extends PROFILE', for example 'profile mine extends v4_17'.");
        }
        String name = w.get(1).text();
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw error(
                    header,
                    w.get(1),
                    "'" + name + "' is no name for a profile; accepted are letters, digits, '-' and"
                            + " '_', a letter first.");
        }
        if (Profiles.named(name) != null) {
            throw error(header, w.get(1), "Profile " + name + " is built in; give yours another name.");
        }
        Profile base = Profiles.named(w.get(3).text());
        if (base == null) {
            List<String> known = Profiles.all().stream().map(Profile::name).toList();
            throw error(
                    header, w.get(3), NearestName.unknown("profile", w.get(3).text(), known));
        }
        lines.subList(1, lines.size()).forEach(this::line);
        return base.with(name, about.toString(), changes);
    }

    private void line(Line line) {
        List<Word> w = line.words();
        boolean assigns = w.size() > 1 && w.get(1).text().equals("=");
        if (!assigns && line.indented()) {
            about.append(about.length() == 0 ? "" : " ").append(line.text());
            return;
        }
        if (!assigns || w.size() != 3) {
            throw error(line, line.first(), "Found '" + line.text() + "'; accepted is 'FUNCTION = VARIANT'.");
        }
        String function = w.get(0).text();
        List<String> functions = Profiles.slots().stream().map(Slot::function).toList();
        if (!functions.contains(function)) {
            throw error(line, w.get(0), NearestName.unknown("function", function, functions));
        }
        Slot<?> slot = Profiles.slots().get(functions.indexOf(function));
        String variant = w.get(2).text();
        if (slot.named(variant) == null) {
            List<String> known = slot.variants().stream().map(v -> v.name()).toList();
            throw error(line, w.get(2), NearestName.unknown("variant of " + function, variant, known));
        }
        if (changes.put(function, variant) != null) {
            throw error(line, w.get(0), "Function " + function + " is given twice.");
        }
    }

    private ProfileException error(Line line, Word w, String sentence) {
        return new ProfileException(source, line.number(), w.column(), sentence);
    }
}
