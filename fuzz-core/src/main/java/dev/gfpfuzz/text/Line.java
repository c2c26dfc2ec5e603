package dev.gfpfuzz.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a scenario's or profile's text, cut into words.
 *
 * @param number from 1
 * @param indented whether it begins with a blank
 * @param text without comment and without blanks around it
 */
public record Line(int number, boolean indented, String text, List<Word> words) {
    private static final Pattern WORD = Pattern.compile("=|[^\\s=]+");

    /** @param column from 1 */
    public record Word(String text, int column) {}

    /** The lines of {@code text} that are not blank; {@code #} at the start of a word begins a comment. */
    public static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        String[] raw = text.split("\\R", -1);
        for (int i = 0; i < raw.length; i++) {
            String line = raw[i].replaceFirst("(^|\\s)#.*$", "");
            if (line.isBlank()) {
                continue;
            }
            List<Word> words = new ArrayList<>();
            Matcher m = WORD.matcher(line);
            while (m.find()) {
                words.add(new Word(m.group(), m.start() + 1));
            }
            lines.add(new Line(i + 1, Character.isWhitespace(line.charAt(0)), line.strip(), words));
        }
        return lines;
    }

    public Word first() {
        return words.get(0);
    }

    /** Column after the last word. */
    public int end() {
        Word last = words.get(words.size() - 1);
        return last.column() + last.text().length();
    }
}
