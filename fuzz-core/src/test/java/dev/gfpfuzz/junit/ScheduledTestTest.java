package dev.gfpfuzz.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import dev.gfpfuzz.property.FailureStore;
import dev.gfpfuzz.property.FailuresIn;
import dev.gfpfuzz.property.GfpFuzz;
import dev.gfpfuzz.property.PropertyFailedError;
import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Runs;
import dev.gfpfuzz.property.Scheduled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Properties as JUnit Jupiter tests. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ScheduledTestTest {
    private static final String LOST = "no-lost-freed-buffer";
    private static final AtomicInteger CALLS = new AtomicInteger();

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

    /** Launched by the tests below; not found by surefire, as its name does not end in Test. */
    static class Samples {
        @ScheduledTest
        void holds(@Scheduled(scenario = "two-readers", schedules = 250) Run run, TestInfo other) {
            CALLS.incrementAndGet();
            assertThat(other.getDisplayName()).startsWith("holds");
            run.mustHold(LOST);
        }

        @ScheduledTest
        void fails(@Scheduled(scenario = "two-readers", profile = "mut_renoio") Run run) {
            CALLS.incrementAndGet();
            run.mustHold(LOST);
        }

        @ScheduledTest
        void manyFail(@Scheduled(scenario = "two-readers", profile = "mut_renoio") Runs runs) {
            runs.mustHold(LOST);
        }

        @ScheduledTest
        void ownAssertionFails(@Scheduled(scenario = "two-readers") Run run) {
            assertThat(run.outcome().contextSwitches()).isZero();
        }

        @ScheduledTest
        void noParameter() {}

        @ScheduledTest
        void unknownScenario(@Scheduled(scenario = "two-raeders") Run run) {}
    }

    @Test
    void theBodyIsCalledForEachRun_andFailuresAreShrunkAndEndWithTheLine() {
        CALLS.set(0);
        Launched first = Launched.of(Samples.class, Map.of());
        assertThat(first.status("holds")).isEqualTo(SUCCESSFUL);
        assertThat(CALLS.get()).isGreaterThanOrEqualTo(250);

        for (String failing : new String[] {"fails", "manyFail"}) {
            assertThat(first.thrown(failing)).isInstanceOfSatisfying(PropertyFailedError.class, e -> {
                assertThat(e.run().outcome().steps()).isLessThan(40);
                assertThat(e.getMessage())
                        .endsWith("To replay it: GfpFuzz.replay(\"" + e.run().token() + "\");");
                assertThatThrownBy(() -> GfpFuzz.replay(e.run().token())).isInstanceOf(PropertyFailedError.class);
            });
        }
        assertThat(first.status("ownAssertionFails")).isEqualTo(FAILED);
        assertThat(first.thrown("ownAssertionFails").getMessage())
                .contains(
                        "To replay it: GfpFuzz.replay(ScheduledTestTest.Samples.class, \"ownAssertionFails\", \"gfz1");
        assertThat(first.thrown("noParameter")).hasMessageContaining("a @ScheduledTest needs one");
        assertThat(first.thrown("unknownScenario")).hasMessageContaining("did you mean two-readers?");
    }

    @Test
    void aFailureIsTriedFirstNextTime_alsoAfterTheStoreWasDamaged() throws IOException {
        Launched first = Launched.of(Samples.class, Map.of());
        assertThat(first.thrown("fails").getMessage()).contains("Found in run ");

        Launched second = Launched.of(Samples.class, Map.of());
        assertThat(second.thrown("fails").getMessage()).contains("Found in a run that failed before.");
        assertThat(((PropertyFailedError) second.thrown("fails")).run().token())
                .isEqualTo(((PropertyFailedError) first.thrown("fails")).run().token());

        try (var files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[] {1, 2, 3, 9, 9, -1});
            }
        }
        assertThat(Launched.of(Samples.class, Map.of()).thrown("fails").getMessage())
                .contains("Found in run ");
    }

    @Test
    void aRememberedRunThatHoldsNow_isForgotten() {
        String id = Samples.class.getName() + "#holds";
        String failing = ((PropertyFailedError)
                        Launched.of(Samples.class, Map.of()).thrown("fails"))
                .run()
                .token();
        FailureStore.of(id).remember("gfz1damaged");
        assertThat(FailureStore.of(id).tokens()).hasSize(1);
        Launched.of(Samples.class, Map.of());
        assertThat(FailureStore.of(id).tokens()).isEmpty();
        assertThat(FailureStore.of(Samples.class.getName() + "#fails").tokens()).containsExactly(failing);
    }

    @Test
    void replayWithTheBody_failsAsTheTestDid() {
        Throwable thrown = Launched.of(Samples.class, Map.of()).thrown("ownAssertionFails");
        String token = thrown.getMessage().replaceAll("(?s).*Token: (\\S+)\n.*", "$1");
        assertThatThrownBy(() -> GfpFuzz.replay(Samples.class, "ownAssertionFails", token))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected: 0");
        assertThatThrownBy(() -> GfpFuzz.replay(Samples.class, "noParameter", token))
                .hasMessageContaining("Unknown property of Samples");
    }
}
