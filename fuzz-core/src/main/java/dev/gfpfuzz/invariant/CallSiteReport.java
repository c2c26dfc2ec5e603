package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.step.WorldBuilder;

/** Something worth knowing about the masks of a call site. Applies where a scenario has one; never a violation. */
abstract class CallSiteReport extends Invariant {
    @Override
    public final Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public final boolean reportOnly() {
        return true;
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        return !partsOf(world, Caller.class).isEmpty();
    }
}
