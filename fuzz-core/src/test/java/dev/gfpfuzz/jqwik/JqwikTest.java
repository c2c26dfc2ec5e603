package dev.gfpfuzz.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import dev.gfpfuzz.junit.Launched;
import dev.gfpfuzz.property.FailureStore;
import dev.gfpfuzz.property.FailuresIn;
import dev.gfpfuzz.property.GfpFuzz;
import dev.gfpfuzz.property.PropertyFailedError;
import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.schedule.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Properties as jqwik properties. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class JqwikTest {
    private static final String LOST = "no-lost-freed-buffer";
    private static final List<Run> SEEN = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path dir;

    private FailuresIn failures;

    @BeforeEach
    void failuresHere() {
        failures = new FailuresIn(dir);
        SEEN.clear();
    }

    @AfterEach
    void restore() {
        failures.close();
    }

    /** Launched by the tests below; not found by surefire, as its name ends neither in Test nor in Properties. */
    static class Samples {
        @Property(tries = 300)
        void holds(@ForAll @Scheduled(scenario = "two-readers") Run run) {
            SEEN.add(run);
            run.mustHold(LOST);
        }

        @Property
        void fails(@ForAll @Scheduled(scenario = "two-readers", profile = "mut_renoio") Run run) {
            run.mustHold(LOST);
        }

        @Property(tries = 5)
        void manyFail(@ForAll @Scheduled(scenario = "two-readers", profile = "mut_renoio") Runs runs) {
            runs.mustHold(LOST);
        }

        @Property(tries = 5)
        void manyHold(@ForAll @Scheduled(scenario = "two-readers", schedules = 200) Runs runs) {
            runs.mustHold(LOST);
            runs.mustExercise(LOST);
        }

        @Property(tries = 200)
        boolean switchesLittle(@ForAll @Scheduled(scenario = "two-readers") Run run, @ForAll int other) {
            return run.outcome().contextSwitches() <= 4;
        }

        @Property(tries = 100)
        void schedules(@ForAll @Scheduled(scenario = "two-readers") Schedule schedule, @ForAll Scenario scenario) {
            assertThat(schedule.length()).isGreaterThanOrEqualTo(0);
            assertThat(scenario.tasks()).isNotEmpty();
        }

        @Property
        void nothingSaid(@ForAll Run run) {}
    }

    /** Only its report is of interest. */
    static class Counted {
        @Property(tries = 200)
        void holds(@ForAll @Scheduled(scenario = "two-readers", profile = "v4_17") Run run) {}
    }

    @Test
    void propertiesOverRunsSchedulesAndScenarios() {
        Launched l = Launched.of(
                Samples.class, Map.of("jqwik.database", dir.resolve("jqwik").toString()));
        for (String holding : List.of("holds", "manyHold", "schedules")) {
            assertThat(l.results().get(holding).getStatus())
                    .as("%s: %s", holding, l.output())
                    .isEqualTo(SUCCESSFUL);
        }
        for (String failing : List.of("fails", "manyFail")) {
            assertThat(l.thrown(failing)).as(failing).isInstanceOfSatisfying(PropertyFailedError.class, e -> {
                assertThat(e.run().outcome().steps()).isLessThan(40);
                assertThat(e.getMessage())
                        .endsWith("To replay it: GfpFuzz.replay(\"" + e.run().token() + "\");");
                assertThatThrownBy(() -> GfpFuzz.replay(e.run().token())).isInstanceOf(PropertyFailedError.class);
            });
        }
        assertThat(l.thrown("nothingSaid")).hasMessageContaining("needs @Scheduled");
        assertThat(l.output())
                .contains("that breaks no-lost-freed-buffer after")
                .contains("token gfz1");
    }

    @Test
    void edgeCases_areAmongTheTries() {
        Launched.of(Samples.class, Map.of("jqwik.database", dir.resolve("jqwik").toString()));
        assertThat(SEEN).anyMatch(run -> run.schedule().equals(Schedule.EMPTY));
        assertThat(SEEN.stream().map(Run::schedule).distinct().count()).isGreaterThan(100);
    }

    @Test
    void bodyWithOtherParameters_isShrunk_too() {
        Launched l = Launched.of(
                Samples.class, Map.of("jqwik.database", dir.resolve("jqwik").toString()));
        assertThat(l.results().get("switchesLittle").getStatus().name()).isEqualTo("FAILED");
        String token = FailureStore.of(Samples.class.getName() + "#switchesLittle")
                .tokens()
                .get(0);
        Run least = GfpFuzz.replay(token);
        assertThat(least.outcome().contextSwitches()).isBetween(5, 6);
    }

    @Test
    void aFailureIsTriedFirstNextTime() {
        // jqwik has a memory of its own, which would do the same: a file of its own for each launch.
        // A run that is no edge case, and then a launch that would begin with those, of which the first fails as well.
        Launched first = Launched.of(
                Samples.class,
                Map.of("jqwik.database", dir.resolve("one").toString(), "jqwik.edgecases.default", "NONE"));
        String token = ((PropertyFailedError) first.thrown("fails")).run().token();
        assertThat(FailureStore.of(Samples.class.getName() + "#fails").tokens()).containsExactly(token);

        Launched second = Launched.of(
                Samples.class,
                Map.of("jqwik.database", dir.resolve("two").toString(), "jqwik.edgecases.default", "FIRST"));
        assertThat(((PropertyFailedError) second.thrown("fails")).run().token()).isEqualTo(token);
        assertThat(second.output()).containsPattern("(?s)JqwikTest\\$?\\S*:fails.*?tries = 1 ");
    }

    @Test
    void theReportSaysHowRunsEnded() {
        Launched l = Launched.of(
                Counted.class,
                Map.of("jqwik.database", dir.resolve("jqwik").toString(), "jqwik.reporting.onlyfailures", "false"));
        assertThat(l.output()).containsPattern("runs end = finished 200\\R");
    }

    @Test
    void jqwikOfToday_isAccepted() {
        JqwikVersion.check();
    }
}
