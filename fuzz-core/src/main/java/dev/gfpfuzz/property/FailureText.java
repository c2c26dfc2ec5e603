package dev.gfpfuzz.property;

/** The texts of failed properties. Each ends with the token and the line of code that replays it. */
final class FailureText {
    private FailureText() {}

    /** A broken invariant. */
    static String ofViolation(Run run, String found) {
        StringBuilder s = new StringBuilder();
        run.violation()
                .ifPresent(v -> s.append(v.invariant())
                        .append(" is broken in ")
                        .append(run.title())
                        .append(": ")
                        .append(v.sentence())
                        .append("\n\n"));
        s.append(story(run));
        if (!found.isEmpty()) {
            s.append(found).append('\n');
        }
        return s.append(ending(run.token(), "")).toString();
    }

    /**
     * The body failed for a reason of its own.
     *
     * @param property class and method, or empty where there is only a lambda
     */
    static String ofBody(Run run, Throwable thrown, String found, String property) {
        return "The property does not hold for a run of " + run.title() + ": " + thrown + "\n\n" + story(run)
                + (found.isEmpty() ? "" : found + "\n") + ending(run.token(), property);
    }

    private static String story(Run run) {
        return run.source().text() + (run.source().text().isEmpty() ? "" : "\n");
    }

    private static String ending(String token, String property) {
        String replay = property.isEmpty()
                ? "GfpFuzz.replay(\"" + token + "\");"
                : "GfpFuzz.replay(" + property + ", \"" + token + "\");";
        return "Token: " + token + "\nTo replay it: " + replay;
    }
}
