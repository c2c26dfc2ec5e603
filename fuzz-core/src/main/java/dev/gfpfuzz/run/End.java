package dev.gfpfuzz.run;

/** How a run ended. */
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
