package dev.gfpfuzz.property;

/** What has to be true of a run; anything thrown says that it is not. */
@FunctionalInterface
public interface PropertyBody {
    /** The property that no invariant is broken. */
    PropertyBody HOLDS = Run::mustHold;

    void check(Run run) throws Throwable;
}
