package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.report.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Small pieces of sentences. */
final class Words {
    private Words() {}

    static String capital(String clause) {
        return clause.isEmpty() ? clause : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
    }

    /** The verdict in capitals and colour. */
    static String verdict(Style style, String verdict) {
        String text = verdict.toUpperCase(Locale.ROOT);
        return switch (text) {
            case "VIOLATED" -> style.bad(text);
            case "HOLDS" -> style.good(text);
            default -> style.bold(text);
        };
    }

    /** The text in lines of at most {@code width} characters, broken at blanks. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** {@code 1,234 schedules}. */
    static String count(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }
}
