package dev.gfpfuzz.coordinator;

import java.util.Locale;

/** Prints what a test has measured, with the line that measures it again. Who is tagged nightly prints with it. */
public final class Figure {
    private Figure() {}

    /** One line on standard output, and the command below it. */
    public static void print(Class<?> test, String format, Object... values) {
        System.out.printf(
                "figure: %s%n        ./mvnw test -pl coordinator -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=%s -Dtest.excludedTags=none%n",
                String.format(Locale.ROOT, format, values), test.getSimpleName());
    }
}
