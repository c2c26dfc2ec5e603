package dev.gfpfuzz.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Many runs, executed one after the other from one seed while the body goes through them: the cheap way to check a
 * property of each, and the way to state one about all of them together.
 *
 * <pre>{@code
 * @Property(tries = 20)
 * void noBufferIsLost(@ForAll @Scheduled(scenario = "two-readers", schedules = 1000) Runs runs) {
 *     runs.mustHold("no-lost-freed-buffer");
 * }
 * }</pre>
 */
public final class Runs {
    private final PropertySearch search;
    private final @Nullable Run only;
    private @Nullable Run failed;

    private Runs(PropertySearch search, @Nullable Run only) {
        this.search = search;
        this.only = only;
    }

    static Runs of(PropertySearch search) {
        return new Runs(search, null);
    }

    /** These runs reduced to one of them, for shrinking. */
    Runs with(Run run) {
        return new Runs(search, run);
    }

    /** How many. */
    public int size() {
        return only != null ? 1 : search.schedules();
    }

    /**
     * Checks each run, up to the first that fails.
     *
     * @throws TestAbortedException if the body skips every run
     */
    public void forEach(PropertyBody body) {
        TestAbortedException skipped = null;
        int said = 0;
        RunStream stream = search.stream();
        for (int i = 0; i < size(); i++) {
            Run run = only != null ? only : stream.next();
            try {
                body.check(run);
                said++;
            } catch (TestAbortedException saysNothing) {
                skipped = saysNothing;
            } catch (RuntimeException | Error failure) {
                failed = run;
                throw failure;
            } catch (Throwable failure) {
                failed = run;
                throw new AssertionFailedError(FailureText.ofBody(run, failure, "", ""), failure);
            }
        }
        if (said == 0 && skipped != null) {
            throw skipped;
        }
    }

    /** No invariant is broken in any of these runs. */
    public void mustHold() {
        forEach(Run::mustHold);
    }

    /** As {@link Run#mustHold(String, String...)}, for each run; at least one has to say something. */
    public void mustHold(String invariant, String... more) {
        forEach(run -> run.mustHold(invariant, more));
    }

    /**
     * In at least one of these runs the situation occurs that makes this invariant's check more than vacuous. Of one run
     * alone (shrinking, a run that failed before, a campaign) nothing is asked: it is a statement about many.
     *
     * @throws AssertionFailedError if it occurs in none
     */
    public void mustExercise(String invariant) {
        List<Run> exercising = new ArrayList<>();
        forEach(run -> {
            if (exercising.isEmpty() && run.exercises(invariant)) {
                exercising.add(run);
            }
        });
        if (exercising.isEmpty() && only == null) {
            throw new AssertionFailedError(
                    "None of " + size() + " runs of " + title() + " exercises " + invariant + ".");
        }
    }

    /** What is run, for people. */
    public String title() {
        return search.family().title();
    }

    /** The run at which {@link #forEach} stopped, if it did. */
    public Optional<Run> failed() {
        return Optional.ofNullable(failed);
    }

    @Override
    public String toString() {
        return only != null
                ? only.toString()
                : size() + " runs of " + title() + ", strategy " + search.strategy() + ", seed " + search.seed();
    }
}
