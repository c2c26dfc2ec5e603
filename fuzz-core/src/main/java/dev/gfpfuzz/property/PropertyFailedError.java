package dev.gfpfuzz.property;

import java.io.Serial;
import org.opentest4j.AssertionFailedError;

/** A run broke an invariant that must hold. The text is put together when it is asked for: a shrinker throws many. */
public final class PropertyFailedError extends AssertionFailedError {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Run run;
    private final transient String found;

    PropertyFailedError(Run run) {
        this(run, "");
    }

    /** @param found a sentence on how the run was found; may be empty */
    PropertyFailedError(Run run, String found) {
        this.run = run;
        this.found = found;
    }

    /** The run that broke it. */
    public Run run() {
        return run;
    }

    @Override
    public String getMessage() {
        return FailureText.ofViolation(run, found);
    }

    @Override
    public String toString() {
        return getClass().getName() + ": " + getMessage();
    }
}
