package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/** What a pass has to work with: the failure at hand, the bug that it shows, and the limits. */
record Round(Failure failure, Bug bug, Limits limits) {
    /** The same target, other steps. */
    Candidate follow(List<Taken> steps) {
        return candidate(failure.target(), List.of(new Plan.Follow(steps)));
    }

    /** The same target, other choices. */
    Candidate replay(Schedule schedule) {
        return candidate(failure.target(), List.of(new Plan.Replay(schedule)));
    }

    /** Another target, in which the bug is first looked for along the known run, then everywhere. */
    Candidate candidate(Target target, List<Plan> plans) {
        int stepsMax = Math.min(Runner.STEPS_MAX, 4 * failure.outcome().steps() + 200);
        return new Candidate(target, plans, bug, failure.measure(), stepsMax);
    }

    /**
     * A smaller target: along the known run without the steps of what was removed, then with them, then everywhere.
     *
     * @param statesMax states after which the last gives up
     */
    Candidate reduced(Reduction r, int statesMax) {
        List<Taken> rest = new ArrayList<>();
        for (Taken step : failure.steps()) {
            if (!r.took(step)) {
                rest.add(step);
            }
        }
        List<Plan> plans = List.of(new Plan.Follow(rest), new Plan.Follow(failure.steps()), new Plan.Search(statesMax));
        return candidate(r.smaller(), plans);
    }

    /** As above with the usual limit. */
    Candidate reduced(Reduction r) {
        return reduced(r, limits.statesPart());
    }
}
