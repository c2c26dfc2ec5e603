package dev.gfpfuzz.property.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A command or an answer: a verb and fields, in one line of text, separated by tabs. An answer is framed: {@code @}, the
 * word that the parent chose, the CRC-32 of the rest, the rest; other lines are what the property printed.
 */
public record Line(String verb, List<String> fields) {
    /** Version of the commands and answers; the child says it first. */
    public static final String VERSION = "2";

    public Line {
        fields = List.copyOf(fields);
    }

    public static Line of(String verb, Object... fields) {
        return new Line(verb, Arrays.stream(fields).map(String::valueOf).toList());
    }

    public String field(int i) {
        if (i >= fields.size()) {
            throw new IllegalStateException("'" + verb + "' has " + fields.size() + " fields, wanted number " + i);
        }
        return fields.get(i);
    }

    public long number(int i) {
        return Long.parseLong(field(i));
    }

    /** Without a line break. */
    public String text() {
        List<String> all = new ArrayList<>();
        all.add(verb);
        fields.forEach(f -> all.add(escaped(f)));
        return String.join("\t", all);
    }

    public static Line parse(String text) {
        List<String> all = new ArrayList<>(List.of(text.split("\t", -1)));
        String verb = all.remove(0);
        all.replaceAll(Line::unescaped);
        return new Line(verb, all);
    }

    /** The line as an answer. */
    public String framed(String word) {
        String text = text();
        return "@" + word + " " + checksum(text) + " " + text;
    }

    /** The answer in a line that a child printed, or null if it is something else or damaged. */
    public static @Nullable Line unframed(String printed, String word) {
        String start = "@" + word + " ";
        if (!printed.startsWith(start)) {
            return null;
        }
        String rest = printed.substring(start.length());
        int blank = rest.indexOf(' ');
        if (blank < 0 || !rest.substring(0, blank).equals(checksum(rest.substring(blank + 1)))) {
            return null;
        }
        return parse(rest.substring(blank + 1));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private static String escaped(String s) {
        return s.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String s) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c != '\\' || i + 1 == s.length()) {
                out.append(c);
                continue;
            }
            char next = s.charAt(++i);
            out.append(
                    switch (next) {
                        case 't' -> '\t';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        default -> next;
                    });
        }
        return out.toString();
    }

    /** Numbers as one field. */
    static List<Long> numbers(String text) {
        if (text.isEmpty()) {
            return Collections.emptyList();
        }
        return Arrays.stream(text.split(",")).map(Long::valueOf).toList();
    }
}
