package dev.gfpfuzz;

import java.util.Locale;

/** Prints what a test has measured, with the line that measures it again. */
public final class Figure {
    private Figure() {}

    /** One line on standard output. */
    public static void print(Class<?> test, String format, Object... values) {
        System.out.printf(
                Locale.ROOT,
                "figure: " + format + "%n        ./mvnw test -pl fuzz-core -Dtest=%s -Dtest.excludedTags=none%n",
                append(values, test.getSimpleName()));
    }

    private static Object[] append(Object[] values, String last) {
        Object[] all = java.util.Arrays.copyOf(values, values.length + 1);
        all[values.length] = last;
        return all;
    }
}
