package dev.gfpfuzz.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a person probably meant: Levenshtein 1966, "Binary codes capable of correcting deletions, insertions and
 * reversals", with swaps of neighbours (Damerau 1964), each place edited once.
 */
public final class NearestName {
    private static final int LISTED_MAX = 60;
    private static final int NEAREST_MAX = 3;

    private NearestName() {}

    /**
     * The known name that alone begins with this one; else the one with the smallest distance, the first of several.
     *
     * @return null if none is within half of the longer name's length
     */
    public static @Nullable String of(String name, Iterable<String> known) {
        String begun = begunBy(name, known);
        if (begun != null) {
            return begun;
        }
        String nearest = null;
        int best = Integer.MAX_VALUE;
        for (String candidate : known) {
            int d = distance(name, candidate);
            if (d < best && 2 * d <= Math.max(name.length(), candidate.length())) {
                best = d;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static @Nullable String begunBy(String name, Iterable<String> known) {
        String begun = null;
        for (String candidate : known) {
            if (!name.isEmpty() && candidate.regionMatches(true, 0, name, 0, name.length())) {
                if (begun != null) {
                    return null;
                }
                begun = candidate;
            }
        }
        return begun;
    }

    /**
     * The sentence about a name that nobody knows: what it should name, what is known, and the nearest. Where more is known
     * than anybody reads, the nearest names alone, and where the others are listed.
     */
    public static String unknown(String what, String name, Iterable<String> all) {
        List<String> known = new ArrayList<>();
        all.forEach(known::add);
        if (known.size() > LISTED_MAX) {
            List<String> nearest = nearest(name, known);
            String list = list(what);
            return "Unknown " + what + " '" + name + "'"
                    + (nearest.isEmpty() ? "" : " (did you mean " + String.join(", ", nearest) + "?)") + "; "
                    + known.size() + " are known" + (list.isEmpty() ? "." : ", see ./gfpfuzz list " + list + ".");
        }
        String nearest = of(name, known);
        return "Unknown " + what + " '" + name + "'; known: " + String.join(", ", known)
                + (nearest == null ? "." : " (did you mean " + nearest + "?).");
    }

    /** The names of the smallest distance, the first few. */
    private static List<String> nearest(String name, List<String> known) {
        String one = of(name, known);
        return one == null || one.equals(begunBy(name, known))
                ? Stream.ofNullable(one).toList()
                : known.stream()
                        .filter(candidate -> distance(name, candidate) == distance(name, one))
                        .limit(NEAREST_MAX)
                        .toList();
    }

    /** What {@code ./gfpfuzz list} calls them; empty for what it does not list. */
    private static String list(String what) {
        return switch (what) {
            case "profile", "scenario" -> what + "s";
            default -> "";
        };
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that turn {@code a} into {@code b}; case is ignored. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substituted = d[i - 1][j - 1] + (same(a, i, b, j) ? 0 : 1);
                d[i][j] = Math.min(substituted, 1 + Math.min(d[i][j - 1], d[i - 1][j]));
                if (i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
    }
}
