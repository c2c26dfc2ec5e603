package dev.gfpfuzz.triage;

import dev.gfpfuzz.model.dmbufio.BufioEvent;
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

/** Q5: what dm-bufio's one NOIO round is good for. */
final class BufioExperiments {
    private static final List<String> SCENARIOS = List.of("two-readers", "page-eater", "deep-reserve");

    private BufioExperiments() {}

    static List<Experiment> all() {
        return List.of(new Experiment(
                "Q5",
                "dm-bufio with NOWAIT, drop, sleep, retry, and no NOIO round?",
                "safe, but the cache grows less; the NOIO round after a wake-up loses freed buffers",
                BufioExperiments::noNoioRound));
    }

    private static Result noNoioRound(int schedules, long seed) {
        List<List<String>> rows = new ArrayList<>();
        int[] violations = new int[3];
        long[] grown = new long[3];
        String[] profiles = {"v4_17", "v4_10b", "mut_renoio"};
        for (int i = 0; i < profiles.length; i++) {
            for (String scenario : SCENARIOS) {
                Subject subject =
                        Case.builtIn(scenario, Profiles.named(profiles[i])).subject();
                Runner runner = new Runner(subject);
                RandomWalk walk = new RandomWalk();
                int violated = 0;
                long buffers = 0;
                for (int r = 0; r < schedules; r++) {
                    Outcome outcome = runner.run(walk, SplitMix64.seedOf(seed, r));
                    violated += outcome.violated() ? 1 : 0;
                    Growing growing = new Growing();
                    runner.run(
                            walk, SplitMix64.seedOf(seed, r), subject.initial().copyFor(List.of(growing)));
                    buffers += growing.allocated;
                }
                violations[i] += violated;
                grown[i] += buffers;
                rows.add(List.of(
                        profiles[i],
                        scenario,
                        Integer.toString(violated),
                        String.format(java.util.Locale.ROOT, "%.2f", (double) buffers / schedules),
                        Integer.toString(schedules)));
            }
        }
        return new Result(
                List.of("profile", "scenario", "violations", "buffers allocated a run", "runs"),
                rows,
                "Without the NOIO round nothing is violated (" + violations[1] + ") and the cache allocates " + grown[1]
                        + " buffers where v4.17 allocates " + grown[0] + "; with it after each wake-up "
                        + violations[2] + " runs lose a buffer.",
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
