package dev.gfpfuzz.workers.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.workers.Figure;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** v4.17 is silent, and not because nothing happens: every invariant that watches has had its chance. */
class SilenceTest {
    private static final List<String> SCENARIOS =
            List.of("two-readers", "shared-blocks", "forget", "page-eater", "deep-reserve", "get-only");
    private static final int SHARD = 20_000;

    @Test
    void aFewThousandSchedules_reportNothing() {
        assertThat(steps(6_000)).isPositive();
    }

    @Test
    @Tag("nightly")
    void fiveMillionSchedulesOfSixScenarios_reportNothing() {
        String command =
                "./gfpfuzz run " + String.join(" ", SCENARIOS) + " --profile v4_17 --schedules 5000000 --seed 1";
        Figure.print(getClass(), "%s: nothing reported in 5,000,000 schedules, %,d steps", command, steps(5_000_000));
    }

    /** Runs so many schedules, evenly, and asserts that none reports anything. */
    private static long steps(int schedules) {
        long steps = 0;
        long shard = 0;
        for (String scenario : SCENARIOS) {
            Target target = Target.of(Scenarios.named(scenario), Profiles.V4_17);
            Subject subject = target.toCase().subject();
            int left = (schedules + SCENARIOS.size() - 1) / SCENARIOS.size();
            for (; left > 0; left -= SHARD) {
                ShardSpec spec = new ShardSpec(
                        shard++, target, "portfolio", Knowledge.NONE, 1, Math.min(left, SHARD), Runner.STEPS_MAX);
                ShardResult result = ShardRunner.run(
                        spec, t -> subject, new StateGraphs(), Strategies.parse(spec.strategy()), () -> false);
                assertThat(result.findings()).as(scenario).isEmpty();
                assertThat(result.exercised().get("no-lost-freed-buffer"))
                        .as(scenario)
                        .isPositive();
                steps += result.steps();
            }
        }
        return steps;
    }
}
