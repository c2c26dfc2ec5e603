package dev.gfpfuzz.run;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * What runs are made of: an initial world, never stepped itself, and the invariants that watch it. Not thread-safe (worlds
 * are not): one subject per thread.
 *
 * @param name for people
 * @param initial the state every run starts from
 * @param invariants those attached to the world, in their order as observers
 */
public record Subject(String name, World initial, List<Invariant> invariants) {
    public Subject {
        invariants = List.copyOf(invariants);
    }
}
