package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Picker;

/**
 * A way to pick schedules: the three methods of {@link Picker}, and a look at each outcome for strategies that learn.
 * One instance per worker and shard; what it does depends only on its arguments and the seeds it is given.
 */
public interface Strategy extends Picker {
    /** The name by which users ask for it, parameters included: {@code pct:depth=3}. */
    String name();

    /** A run has ended. Strategies that do not learn ignore it. */
    default void endRun(Outcome outcome) {}

    /** What the runs of this shard add to the knowledge that it was made with; see {@link StrategyFactory}. */
    default Knowledge learned() {
        return Knowledge.NONE;
    }
}
