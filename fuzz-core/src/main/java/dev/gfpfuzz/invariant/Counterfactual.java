package dev.gfpfuzz.invariant;

import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import java.util.function.Consumer;

/**
 * A property of a run together with others that follow its schedule under another rule. No state can tell it, so it is
 * judged when the run has ended, and the other runs are made then: apart from the run, and watched by nobody. Exhaustive
 * searches, which see states and not runs, do not judge it; what they prove is the property that it refines.
 */
public abstract class Counterfactual extends Invariant {
    /** The schedule of the run that has ended, once more. */
    @FunctionalInterface
    public interface Again {
        /**
         * Follows it from the run's initial state after a change, and from where they part as far as it can be followed.
         *
         * @return the state at the end
         */
        World from(Consumer<World> change);
    }

    /** Name of an invariant of states that every run which breaks this breaks as well: a proof of it is one of this. */
    public abstract String refines();

    /** Whether a run is to be compared that ended in this violation. */
    public final boolean asks(Violation end) {
        return end.invariant().equals(refines());
    }

    /**
     * A run that this asks about has ended.
     *
     * @param end its last state
     */
    public abstract void judge(World end, Again again);
}
