package dev.gfpfuzz.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import dev.gfpfuzz.property.FailureStore;
import dev.gfpfuzz.property.FailuresIn;
import dev.gfpfuzz.property.GfpFuzz;
import dev.gfpfuzz.property.PropertyFailedError;
import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a run that is remembered must not do: fail a property that holds, or make another one forget. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class RememberedRunsTest {
    private static final String LOST = "no-lost-freed-buffer";

    @TempDir
    Path dir;

    private FailuresIn failures;

    @BeforeEach
    void failuresHere() {
        failures = new FailuresIn(dir);
    }

    @AfterEach
    void restore() {
        failures.close();
    }

    static class Samples {
        @ScheduledTest
        void profileWasChanged(@Scheduled(scenario = "two-readers", schedules = 50) Run run) {
            run.mustHold(LOST);
        }

        @ScheduledTest
        void exercises(@Scheduled(scenario = "two-readers", schedules = 500) Runs runs) {
            runs.mustHold(LOST);
            runs.mustExercise(LOST);
        }
    }

    abstract static class Base {
        abstract boolean broken();

        @ScheduledTest
        void inherited(@Scheduled(scenario = "two-readers", schedules = 50) Run run) {
            assertThat(broken()).isFalse();
        }
    }

    static class Broken extends Base {
        @Override
        boolean broken() {
            return true;
        }
    }

    static class Sound extends Base {
        @Override
        boolean broken() {
            return false;
        }
    }

    @Test
    void ofAnotherProfile_failsNothing() {
        String other = "";
        try {
            GfpFuzz.scenario("two-readers").profile("mut_renoio").assertHolds(LOST);
        } catch (PropertyFailedError e) {
            other = e.run().token();
        }
        FailureStore.of(Samples.class.getName() + "#profileWasChanged").remember(other);
        Launched launched = Launched.of(Samples.class, Map.of());
        assertThat(launched.results().get("profileWasChanged").toString()).contains("SUCCESSFUL");
        assertThat(FailureStore.of(Samples.class.getName() + "#profileWasChanged")
                        .tokens())
                .isEmpty();
    }

    @Test
    void thatExercisesNothingNow_failsNothing() {
        List<String> idle = new ArrayList<>();
        GfpFuzz.scenario("two-readers").schedules(200).runs().forEach(run -> {
            if (!run.exercises(LOST)) {
                idle.add(run.token());
            }
        });
        FailureStore.of(Samples.class.getName() + "#exercises").remember(idle.get(0));
        Launched launched = Launched.of(Samples.class, Map.of());
        assertThat(launched.results().get("exercises").toString()).contains("SUCCESSFUL");
    }

    @Test
    void ofAnInheritedTest_isTheSubclasssOwn() {
        assertThat(Launched.of(Broken.class, Map.of()).status("inherited")).isEqualTo(FAILED);
        assertThat(Launched.of(Sound.class, Map.of()).status("inherited")).isEqualTo(SUCCESSFUL);
        assertThat(Launched.of(Broken.class, Map.of()).thrown("inherited"))
                .hasMessageContaining("a run that failed before");
    }
}
