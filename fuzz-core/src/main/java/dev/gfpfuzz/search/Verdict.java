package dev.gfpfuzz.search;

/** What an exhaustive search found out about all runs of a subject. */
public enum Verdict {
    /** Every reachable state was visited and nothing is violated. */
    HOLDS,
    /** A run violates an invariant; it is at hand as a schedule. */
    VIOLATED,
    /** A bound was reached before either was known. */
    INCONCLUSIVE
}
