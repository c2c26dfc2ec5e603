package dev.gfpfuzz.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gfpfuzz.run.End;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.text.BadInputException;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The plain entry: what holds, what fails, and what the failure says. */
class GfpFuzzTest {
    private static final String LOST = "no-lost-freed-buffer";

    @Test
    void theKernelOfTheTriageHolds() {
        GfpFuzz.scenario("two-readers").profile("v4_17").schedules(2000).assertHolds(LOST);
    }

    @Test
    void mutantFails_shrunk_andTheTextEndsWithTokenAndLine() {
        PropertyFailedError e = failure();
        assertThat(e.run().violation().orElseThrow().invariant()).isEqualTo(LOST);
        assertThat(e.run().outcome().steps()).isLessThan(40);
        String token = e.run().token();
        assertThat(e.getMessage())
                .startsWith(LOST + " is broken in two-readers under mut_renoio: ")
                .endsWith("Token: " + token + "\nTo replay it: GfpFuzz.replay(\"" + token + "\");")
                .containsPattern(
                        "Found in run \\d+ of 1000, strategy portfolio, seed 0; shrunk from \\d+ steps to \\d+");
    }

    @Test
    void sameSeed_sameFailure() {
        assertThat(failure().getMessage()).isEqualTo(failure().getMessage());
    }

    @Test
    void replay_failsAsThen() {
        PropertyFailedError e = failure();
        assertThatThrownBy(() -> GfpFuzz.replay(e.run().token()))
                .isInstanceOfSatisfying(PropertyFailedError.class, again -> {
                    assertThat(again.run().violation()).isEqualTo(e.run().violation());
                    assertThat(again.run().schedule()).isEqualTo(e.run().schedule());
                });
    }

    @Test
    void replay_passesWhenTheRunBreaksNothing() {
        Run silent = RunGenerator.of(Annotations.scheduled("twoReaders")).next(1);
        assertThat(GfpFuzz.replay(silent.token()).schedule()).isEqualTo(silent.schedule());
    }

    @Test
    void aScenarioOfOnesOwn_asTextAndAsObject() {
        GfpFuzz.scenario(Scenarios.named("two-readers")).schedules(100).assertHolds();
        String text = """
                scenario mine
                  One reader alone.

                memory m pages=0
                dm-bufio c buffers=0 reserved=1

                task R1
                  b = read c 1
                  release c b
                """;
        GfpFuzz.text(text).schedules(100).assertHolds(LOST);
    }

    @Test
    void bodyThatFailsForAReasonOfItsOwn_isShrunkToo() {
        AssertionFailedError e = catchThrowableOfType(
                AssertionFailedError.class,
                () -> GfpFuzz.scenario("two-readers").assertHolds(run -> {
                    if (run.outcome().contextSwitches() >= 2) {
                        throw new IllegalStateException("two switches");
                    }
                }));
        assertThat(e.getMessage())
                .startsWith("The property does not hold for a run of two-readers under v4_17: "
                        + "java.lang.IllegalStateException: two switches");
        assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
        String token = e.getMessage().replaceAll("(?s).*Token: (\\S+)\n.*", "$1");
        Run least = GfpFuzz.replay(token);
        assertThat(least.outcome().contextSwitches()).isBetween(2, 3);
        assertThat(least.scenario().orElseThrow().tasks()).hasSize(1);
    }

    @Test
    void aRunThatAnotherInvariantEnded_saysNothing() {
        assertThatThrownBy(() -> GfpFuzz.scenario("two-readers")
                        .profile("mut_renoio")
                        .assertHolds(run -> {
                            if (run.violation().isPresent()) {
                                run.mustHold("no-deadlock");
                            } else {
                                throw new org.opentest4j.TestAbortedException("not this one");
                            }
                        }))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("None of 1000 runs of two-readers under mut_renoio says anything")
                .hasMessageFindingMatch("not this one|breach of no-lost-freed-buffer");
    }

    /** As it was found: cut off, which is what failed. */
    @Test
    void aTokenIsReplayedWithTheStepsMaxOfItsProperty() throws Throwable {
        AssertionFailedError e = catchThrowableOfType(
                AssertionFailedError.class,
                () -> GfpFuzz.scenario("two-readers").stepsMax(10).assertHolds(new CutOff()::ends));
        String token = e.getMessage().replaceAll("(?s).*Token: (\\S+)\n.*", "$1");
        assertThatThrownBy(() -> GfpFuzz.replay(CutOff.class, "ends", token)).hasMessageContaining("STEP_LIMIT");
        assertThat(GfpFuzz.replay(token).outcome().end()).isNotEqualTo(End.STEP_LIMIT);
    }

    /** A property that holds for no run. */
    static final class CutOff {
        void ends(@Scheduled(scenario = "two-readers", stepsMax = 10) Run run) {
            if (run.outcome().end() == End.STEP_LIMIT) {
                throw new AssertionFailedError("it is " + run.outcome().end());
            }
        }
    }

    @Test
    void wrongNames_areToldWithTheRightOnes() {
        assertThatThrownBy(() -> GfpFuzz.scenario("two-raeders").assertHolds())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("did you mean two-readers?");
        assertThatThrownBy(() -> GfpFuzz.scenario("two-readers").profile("v4_18"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("did you mean v4_17, ");
        assertThatThrownBy(() -> GfpFuzz.scenario("two-readers").assertHolds("no-lost-freed-bufer"))
                .hasMessageContaining("did you mean no-lost-freed-buffer?");
        assertThatThrownBy(() -> GfpFuzz.scenario("two-readers").schedules(0).assertHolds())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least 1");
        assertThatThrownBy(
                        () -> GfpFuzz.scenario("two-readers").stepsMax(20_001).assertHolds())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it takes 1 to 20000");
        assertThatThrownBy(() -> GfpFuzz.replay("gfz1abc")).hasMessageContaining("token");
    }

    private static PropertyFailedError failure() {
        return catchThrowableOfType(
                PropertyFailedError.class,
                () -> GfpFuzz.scenario("two-readers").profile("mut_renoio").assertHolds(LOST));
    }
}
