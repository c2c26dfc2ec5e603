package dev.gfpfuzz.run;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run came to.
 *
 * @param violation what was violated when {@code end} is VIOLATED, else null
 * @param reports things worth knowing that are no violation
 * @param schedule the choices made
 * @param steps steps executed, each from one scheduling point to the next
 * @param contextSwitches steps whose task is another than the step's before
 * @param exercised bit i: the situation that invariant number i is about has occurred
 */
@PublicApi
public record Outcome(
        End end,
        @Nullable Violation violation,
        List<Violation> reports,
        Schedule schedule,
        int steps,
        int contextSwitches,
        long exercised) {
    public boolean violated() {
        return violation != null;
    }
}
