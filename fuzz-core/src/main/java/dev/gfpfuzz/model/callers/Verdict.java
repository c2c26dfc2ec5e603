package dev.gfpfuzz.model.callers;

/** The judgement on a call site. */
public enum Verdict {
    /** A required operation is lost although memory could have been had. */
    BUG,
    /** The same, in some configurations only. */
    BUG_CONDITIONAL,
    /** It fails, but no less without the flag. */
    FAILS_ANYWAY,
    /** The function fails and its caller serves the user in a lesser way. */
    DEGRADED,
    /** No required operation is lost. */
    OK,
    /** It refuses on purpose; what to make of it is the caller's business. */
    CALLER_DECIDES,
    /** The e-mail leaves it open. */
    UNCLEAR
}
