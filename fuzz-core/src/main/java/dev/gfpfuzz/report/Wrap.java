package dev.gfpfuzz.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text at blanks. */
final class Wrap {
    private Wrap() {}

    /** Lines of at most {@code width} characters; a longer word gets a line of its own. */
    static List<String> lines(String text, int width) {
        List<String> out = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                out.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        if (line.length() > 0) {
            out.add(line.toString());
        }
        return out;
    }

    /** The text in lines, the first after {@code first}, the others after blanks of the same length. */
    static String hanging(String first, String text, int width) {
        StringBuilder s = new StringBuilder();
        String prefix = first;
        for (String line : lines(text, width - first.length())) {
            s.append((prefix + line).stripTrailing()).append('\n');
            prefix = " ".repeat(first.length());
        }
        return s.toString();
    }
}
