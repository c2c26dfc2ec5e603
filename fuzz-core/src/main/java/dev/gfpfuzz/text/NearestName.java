package dev.gfpfuzz.text;

import org.jspecify.annotations.Nullable;

/** Finds what a person probably meant: Levenshtein 1966, "Binary codes capable of correcting deletions, insertions and reversals". */
public final class NearestName {
    private NearestName() {}

    /**
     * The known name with the smallest distance, the first of several.
     *
     * @return null if none is within half of the longer name's length
     */
    public static @Nullable String of(String name, Iterable<String> known) {
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

    /** The sentence about a name that nobody knows: what it should name, what is known, and the nearest. */
    public static String unknown(String what, String name, Iterable<String> known) {
        String nearest = of(name, known);
        return "Unknown " + what + " '" + name + "'; known: " + String.join(", ", known)
                + (nearest == null ? "." : " (did you mean " + nearest + "?).");
    }

    /** Insertions, deletions and substitutions of one character that turn {@code a} into {@code b}; case is ignored. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int substituted = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
