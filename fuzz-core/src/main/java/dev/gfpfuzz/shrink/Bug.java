package dev.gfpfuzz.shrink;

import dev.gfpfuzz.step.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Which bug is being shrunk. A smaller run that breaks another invariant, or the same one for other causes, shows another
 * bug.
 *
 * @param invariant the invariant's name
 * @param skeleton its causes, free of task and buffer numbers
 */
record Bug(String invariant, String skeleton) {
    static Bug of(Violation v) {
        return new Bug(v.invariant(), v.skeleton());
    }

    boolean is(@Nullable Violation v) {
        return v != null && v.invariant().equals(invariant) && v.skeleton().equals(skeleton);
    }
}
