package dev.gfpfuzz.property;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A run for which a property does not hold.
 *
 * @param thrown what the body threw
 * @param found a clause on how the run was found: "run 17 of 1000, strategy portfolio, seed 0"
 */
record Falsified(Run run, Throwable thrown, String found) {

    /** What the body throws for this run, or null. A skipped run throws nothing. */
    static @org.jspecify.annotations.Nullable Throwable judge(PropertyBody body, Run run) {
        try {
            body.check(run);
            return null;
        } catch (TestAbortedException skipped) {
            return null;
        } catch (OutOfMemoryError fatal) {
            throw fatal;
        } catch (Throwable failed) {
            return failed;
        }
    }

    /** The least run that fails in the same way. */
    Falsified shrunk(PropertyBody body) {
        Run least = RunShrinker.least(run, r -> {
            Throwable t = judge(body, r);
            return t != null && sameFailure(thrown, t);
        });
        Throwable t = least == run ? thrown : judge(body, least);
        if (t == null) {
            return this;
        }
        String steps = least == run
                ? ""
                : "; shrunk from " + run.outcome().steps() + " steps to "
                        + least.outcome().steps();
        return new Falsified(least, t, found + steps);
    }

    /** What a test throws. */
    Throwable error(String property) {
        String sentence = found.isEmpty() ? "" : "Found in " + found + ".";
        if (thrown instanceof PropertyFailedError) {
            return new PropertyFailedError(run, sentence);
        }
        return new AssertionFailedError(FailureText.ofBody(run, thrown, sentence, property), thrown);
    }

    /** The same exception from the same place; for a broken invariant, the same causes. */
    static boolean sameFailure(Throwable a, Throwable b) {
        if (a instanceof PropertyFailedError x && b instanceof PropertyFailedError y) {
            return SmallerRuns.sameBreach(x.run(), y.run());
        }
        return a.getClass() == b.getClass() && place(a).equals(place(b));
    }

    /** Class and method of the innermost frame of the user's, without line: what identifies an exception. */
    static String place(Throwable t) {
        for (StackTraceElement e : t.getStackTrace()) {
            String c = e.getClassName();
            boolean library = c.startsWith("java.")
                    || c.startsWith("org.junit.")
                    || c.startsWith("org.assertj.")
                    || c.startsWith("org.opentest4j.")
                    || c.startsWith("net.jqwik.");
            if (!library) {
                return c + "." + e.getMethodName();
            }
        }
        return "";
    }
}
