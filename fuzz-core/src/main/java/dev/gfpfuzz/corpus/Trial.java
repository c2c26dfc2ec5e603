package dev.gfpfuzz.corpus;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;

/**
 * One line of the corpus: a scenario under a profile, and what must come of it.
 *
 * @param id the bug's, the mutant's or the false alarm's
 * @param shape {@code pre}, {@code post}; {@code a}, {@code b}, {@code c} of a bug with three; {@link #MUTANT}; {@link
 *     #ALARM}
 * @param scenario a built-in scenario
 * @param profile a built-in profile
 * @param expected the invariant that must be violated, or {@link #SILENT}
 */
public record Trial(String id, String shape, String scenario, String profile, String expected) {
    /** The expectation of what must not violate anything. */
    public static final String SILENT = "silent";

    /** The shape of a rule broken on purpose, which no kernel had. */
    public static final String MUTANT = "mutant";

    /** The shape of correct behaviour that looks suspicious: it must stay silent, without even a report. */
    public static final String ALARM = "alarm";

    public boolean silent() {
        return expected.equals(SILENT);
    }

    /** What runs. */
    public Case what() {
        return Case.builtIn(scenario, Profiles.named(profile));
    }
}
