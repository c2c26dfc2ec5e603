package dev.gfpfuzz.property;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.schedule.TokenException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Looks for a run for which a property does not hold: known failures first, then one run after the other, each seeded by
 * its number alone.
 *
 * @param family what is run
 * @param strategy as users write it
 * @param seed everything random derives from it
 * @param schedules number of runs
 * @param stepsMax steps after which a run is cut off
 */
record PropertySearch(RunFamily family, String strategy, long seed, int schedules, int stepsMax) {
    PropertySearch {
        if (schedules < 1) {
            throw new dev.gfpfuzz.text.BadInputException("schedules = " + schedules + "; it takes at least 1.");
        }
        if (stepsMax < 1 || stepsMax > Runner.STEPS_MAX) {
            throw new dev.gfpfuzz.text.BadInputException(
                    "stepsMax = " + stepsMax + "; it takes 1 to " + Runner.STEPS_MAX + ".");
        }
    }

    static PropertySearch of(Scheduled s) {
        return new PropertySearch(Sources.of(s), s.strategy(), s.seed(), s.schedules(), s.stepsMax());
    }

    /** The runs, from the first on. */
    RunStream stream() {
        return new RunStream(family, strategy, seed, stepsMax);
    }

    /** The first run that fails, not shrunk, or null. */
    @Nullable
    Falsified first(PropertyBody body) {
        RunStream runs = stream();
        long skipped = 0;
        String why = "";
        for (int i = 0; i < schedules; i++) {
            Run run = runs.next();
            try {
                body.check(run);
            } catch (TestAbortedException saysNothing) {
                skipped++;
                why = String.valueOf(saysNothing.getMessage());
            } catch (OutOfMemoryError fatal) {
                throw fatal;
            } catch (Throwable failed) {
                String how = "run " + (i + 1) + " of " + schedules + ", strategy " + strategy + ", seed " + seed;
                return new Falsified(run, failed, how);
            }
        }
        if (skipped == schedules) {
            throw new AssertionFailedError("None of " + schedules + " runs of " + family.title()
                    + " says anything about the property. The last one: " + why);
        }
        return null;
    }

    /** The run of a token that was remembered, if it is still one of these and still fails, or null. */
    @Nullable
    Falsified formerly(String token, String how, ClassLoader loader, PropertyBody body) {
        Run run = run(token, loader);
        // Otherwise the property is about something else now.
        return run != null && family.has(run) ? failing(run, how, body) : null;
    }

    /** The first of these runs that fails, whatever they are of, or null. Those that cannot be replayed here are passed over. */
    @Nullable
    Falsified firstOf(List<String> tokens, String how, ClassLoader loader, PropertyBody body) {
        for (String token : tokens) {
            Run run = run(token, loader);
            Falsified failing = run == null ? null : failing(run, how, body);
            if (failing != null) {
                return failing;
            }
        }
        return null;
    }

    private @Nullable Run run(String token, ClassLoader loader) {
        try {
            return Reproducible.of(token, loader).run(stepsMax);
        } catch (TokenException outdated) {
            return null;
        }
    }

    private static @Nullable Falsified failing(Run run, String how, PropertyBody body) {
        Throwable thrown = Falsified.judge(body, run);
        return thrown == null ? null : new Falsified(run, thrown, how);
    }
}
