package dev.gfpfuzz.property;

import dev.gfpfuzz.report.Explanation;
import dev.gfpfuzz.report.Style;

/** The texts of failed properties. Each ends with the token and the line of code that replays it. */
final class FailureText {
    /** A longer run is not told step by step: nobody would read it, and the token has it. */
    private static final int STEPS_TOLD_MAX = 500;

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
        String scenario = run.source().text();
        String explained = run.outcome().steps() > STEPS_TOLD_MAX
                ? ""
                : Explanation.of(run.source().subject(), run.schedule(), "").text(Explanation.WIDTH, Style.PLAIN)
                        + "\n";
        return explained + (scenario.isEmpty() ? "" : scenario + "\n");
    }

    private static String ending(String token, String property) {
        String replay = property.isEmpty()
                ? "GfpFuzz.replay(\"" + token + "\");"
                : "GfpFuzz.replay(" + property + ", \"" + token + "\");";
        return "Token: " + token + "\nTo replay it: " + replay;
    }
}
