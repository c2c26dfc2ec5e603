package dev.gfpfuzz.shrink;

import dev.gfpfuzz.schedule.Schedule;
import java.util.List;

/** A way to look for the bug in a candidate. */
sealed interface Plan {
    /** Follow these steps as far as they exist here; see {@link StepsPicker}. */
    record Follow(List<Taken> steps) implements Plan {
        public Follow {
            steps = List.copyOf(steps);
        }
    }

    /** Replay these choices as they are. */
    record Replay(Schedule schedule) implements Plan {}

    /** Look through the whole space for the least run, see {@link LeastRun}, giving up after {@code statesMax} states. */
    record Search(int statesMax) implements Plan {}

    /** Look for the least run among those that begin with these steps. */
    record Complete(List<Taken> beginning, int statesMax) implements Plan {
        public Complete {
            beginning = List.copyOf(beginning);
        }
    }
}
