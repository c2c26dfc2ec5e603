package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gfpfuzz.coordinator.Figure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus at full size: with five seeds, and with a million schedules for each fix that is not proved. */
@Tag("nightly")
class CorpusNightlyTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isAsExpected_withEachSeed(long seed) {
        run("--seed", Long.toString(seed));
    }

    @Test
    void fixesStaySilent_inAMillionSchedules() {
        run("--post-schedules", "1000000");
    }

    private static void run(String option, String value) {
        Program.Result result = Program.run("corpus", option, value, "--json");
        JsonNode summary = result.json().get("summary");
        Figure.print(CorpusNightlyTest.class, "./gfpfuzz corpus %s %s --json: %s", option, value, summary);
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(summary.get("found")).isEqualTo(summary.get("bugs"));
        assertThat(summary.get("silent")).isEqualTo(summary.get("fixes"));
        assertThat(summary.get("caught")).isEqualTo(summary.get("mutants"));
        assertThat(summary.get("quiet")).isEqualTo(summary.get("alarms"));
    }
}
