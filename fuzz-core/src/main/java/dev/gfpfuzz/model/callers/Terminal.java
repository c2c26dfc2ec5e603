package dev.gfpfuzz.model.callers;

/** What becomes of an operation that allocates. */
public enum Terminal {
    /** It has its memory. */
    OK,
    /** It was done in a smaller or slower way. */
    DEGRADED,
    /** It was left out, and nobody needs it. */
    SKIPPED,
    /** A debugging or caching feature switched itself off. */
    FEATURE_OFF,
    /** It stays queued and is done later. */
    RETRY_LATER,
    /** The caller gets an error. */
    ERROR,
    /** The caller gets a wrong result and no error. */
    WRONG_RESULT;

    /** Whether whoever asked for the operation has lost it. */
    public boolean lost() {
        return this == ERROR || this == WRONG_RESULT;
    }
}
