package dev.gfpfuzz.run;

import dev.gfpfuzz.api.PublicApi;

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
    STEP_LIMIT
}
