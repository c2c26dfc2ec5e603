package dev.gfpfuzz.run;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.step.World;

/** How a run ended. */
@PublicApi
public enum End {
    /** Every task ended, or only daemons are left; nothing was violated. */
    FINISHED,
    /** An invariant was violated. */
    VIOLATED,
    /** No task is enabled and some have not ended, and no invariant calls that a violation. */
    STUCK,
    /** The budget's steps were used up. */
    STEP_LIMIT;

    /** The end of a run in which no task is enabled and the observers have been told so. */
    static End atRest(World w) {
        return w.violation() != null ? VIOLATED : w.finished() ? FINISHED : STUCK;
    }
}
