package dev.gfpfuzz.triage;

import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.triage.Experiment.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Q5: what dm-bufio's one NOIO round is good for. */
final class BufioExperiments {
    /** Built-in scenarios of one client with a reserve. */
    static final List<String> SCENARIOS = List.of("two-readers", "page-eater", "deep-reserve");

    private BufioExperiments() {}

    static List<Experiment> all() {
        return List.of(new Experiment(
                "Q5",
                "dm-bufio with NOWAIT, drop, sleep, retry, and no NOIO round?",
                "safe, but the cache grows less; the NOIO round after a wake-up loses freed buffers",
                BufioExperiments::noNoioRound));
    }

    /**
     * What runs of a scenario came to.
     *
     * @param violated runs that broke a rule
     * @param allocated buffers that grew the cache
     */
    record Count(int runs, int violated, long allocated, long steps) {
        String allocatedARun() {
            return String.format(Locale.ROOT, "%.2f", (double) allocated / runs);
        }
    }

    static Count count(String scenario, Profile profile, int schedules, long seed) {
        Subject subject = Case.builtIn(scenario, profile).subject();
        Runner runner = Runner.remembering(subject, Runner.STEPS_MAX);
        RandomWalk walk = new RandomWalk();
        int violated = 0;
        long allocated = 0;
        long steps = 0;
        for (int r = 0; r < schedules; r++) {
            Outcome outcome = runner.run(walk, SplitMix64.seedOf(seed, r));
            violated += outcome.violated() ? 1 : 0;
            steps += outcome.steps();
            Growing growing = new Growing();
            runner.run(walk, SplitMix64.seedOf(seed, r), subject.initial().copyFor(List.of(growing)));
            allocated += growing.allocated;
        }
        return new Count(schedules, violated, allocated, steps);
    }

    /** Two counts in the columns of a comparison. */
    static List<String> row(String scenario, Count now, Count then) {
        return List.of(
                "dm-bufio, " + scenario,
                now.violated() + " of " + now.runs(),
                then.violated() + " of " + then.runs(),
                "0",
                now.steps() / now.runs() + " to " + then.steps() / then.runs());
    }

    private static Result noNoioRound(int schedules, long seed) {
        List<List<String>> rows = new ArrayList<>();
        int[] violations = new int[3];
        long[] grown = new long[3];
        String[] profiles = {"v4_17", "v4_10b", "mut_renoio"};
        for (int i = 0; i < profiles.length; i++) {
            for (String scenario : SCENARIOS) {
                Count c = count(scenario, Profiles.named(profiles[i]), schedules, seed);
                violations[i] += c.violated();
                grown[i] += c.allocated();
                rows.add(List.of(
                        profiles[i],
                        scenario,
                        Integer.toString(c.violated()),
                        c.allocatedARun(),
                        Integer.toString(schedules)));
            }
        }
        return new Result(
                List.of("profile", "scenario", "violations", "buffers allocated a run", "runs"),
                rows,
                "Without the NOIO round (v4_10b) nothing is violated (" + violations[1] + ") and the cache allocates "
                        + grown[1] + " buffers where v4.17 allocates " + grown[0]
                        + "; with it after each wake-up (mut_renoio) " + violations[2] + " runs lose a buffer.",
                violations[0] == 0 && violations[1] == 0 && violations[2] > 0 && grown[1] < grown[0]);
    }

    private static final class Growing implements Observer {
        private int allocated;

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == BufioEvent.BUFFER_ALLOCATED) {
                allocated++;
            }
        }
    }
}
