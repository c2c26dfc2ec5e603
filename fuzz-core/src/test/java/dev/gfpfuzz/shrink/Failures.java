package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.RandomWalk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Failing schedules to shrink, found by random walks with the seeds 0, 1, 2 and so on. */
final class Failures {
    private Failures() {}

    /**
     * Different schedules that violate something.
     *
     * @param count how many
     * @param invariant which invariant, or empty for any
     * @throws AssertionError if the first 200,000 walks have not as many
     */
    static List<Schedule> of(Subject subject, int count, String invariant) {
        Runner runner = new Runner(subject);
        RandomWalk walk = new RandomWalk();
        Set<Schedule> found = new LinkedHashSet<>();
        for (long seed = 0; seed < 200_000 && found.size() < count; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violation() != null
                    && (invariant.isEmpty() || o.violation().invariant().equals(invariant))) {
                found.add(o.schedule());
            }
        }
        if (found.size() < count) {
            throw new AssertionError("200,000 random walks of " + subject.name() + " show " + found.size()
                    + " different failures of " + invariant + ", not " + count);
        }
        return new ArrayList<>(found);
    }
}
