package dev.gfpfuzz.property;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.NoDeadlock;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A model of a user's own: shared parts, tasks made of frames, and the invariants that watch them. Named by its class, so
 * an implementation has a constructor without parameters (it need not be public).
 */
public interface Model {
    /** Places parts and tasks. Called once per subject; must do the same every time. */
    void build(WorldBuilder world);

    /** Fresh invariants, for one world; {@link NoDeadlock} alone unless overridden. */
    default List<Invariant> invariants() {
        return List.of(new NoDeadlock());
    }

    /** For people; the class's simple name unless overridden. */
    default String title() {
        return getClass().getSimpleName();
    }
}
