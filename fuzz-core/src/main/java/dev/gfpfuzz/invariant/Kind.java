package dev.gfpfuzz.invariant;

import dev.gfpfuzz.api.PublicApi;

/** What an invariant says about a run. */
@PublicApi
public enum Kind {
    /** A state or sequence that must not occur. */
    NEVER,
    /** Something that must occur in some run, or the others are vacuous. */
    SOMETIMES,
    /** Something that must have happened when the run ends. */
    EVENTUALLY
}
