package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shrinker takes out of a scenario. */
class EditsTest {
    private static final Scenario SCENARIO = ScenarioParser.parse("""
            scenario s

            expect v4_17 holds

            memory m pages=1
            dm-bufio c

            task A
              repeat 2
                b = read c 1
                mark_dirty c b
                release c b
              end

            task B PF_KTHREAD
              write c
            """, "s");

    @Test
    void noEdits_isTheSameScenario() {
        assertThat(Edits.NONE.apply(SCENARIO)).isSameAs(SCENARIO);
        assertThat(Edits.NONE.withoutOperations(0, List.of())).isEqualTo(Edits.NONE);
    }

    @Test
    void indicesCountInTheScenarioBeforeAnyEdit() {
        Edits edits = Edits.NONE
                .withoutOperations(0, List.of(1, 2))
                .withoutOperations(0, List.of(4))
                .withParameter(1, "reserved", 2)
                .withoutTask(1);
        assertThat(ScenarioPrinter.print(edits.apply(SCENARIO))).isEqualTo("""
                        scenario s

                        memory m pages=1
                        dm-bufio c reserved=2

                        task A
                          b = read c 1
                          b = read c 1
                          release c b
                        """);
    }

    @Test
    void anOperationWhoseVariableNothingAssignsGoesToo() {
        Scenario edited = Edits.NONE.withoutOperations(0, List.of(0)).apply(SCENARIO);
        assertThat(edited.tasks().get(0).operations()).hasSize(3);
        assertThat(ScenarioParser.parse(ScenarioPrinter.print(edited), "edited"))
                .isEqualTo(edited);
    }

    /** What is left after the shrinker took two operations out would release a buffer of c to d. */
    @Test
    void anOperationOnAnItemOfAnotherObjectGoesToo() {
        Scenario two = ScenarioParser.parse("""
                scenario s
                memory m pages=1
                dm-bufio c
                dm-bufio d
                task A
                  b = get c 0
                  release c b
                  b = read d 3
                  release d b
                """, "s");
        Scenario edited = Edits.NONE.withoutOperations(0, List.of(1, 2)).apply(two);
        assertThat(edited.tasks().get(0).operations()).hasSize(1);
    }

    @Test
    void whatIsNotThereCannotBeRemoved() {
        assertThatThrownBy(() -> Edits.NONE.withoutTask(0).withoutTask(1).apply(SCENARIO))
                .hasMessageContaining("leave no task");
        assertThatThrownBy(() -> Edits.NONE.withoutTask(2).apply(SCENARIO)).hasMessageContaining("does not have");
        assertThatThrownBy(() -> Edits.NONE.withoutOperations(0, List.of(6)).apply(SCENARIO))
                .hasMessageContaining("does not have");
        assertThatThrownBy(() -> Edits.NONE.withParameter(2, "pages", 0).apply(SCENARIO))
                .hasMessageContaining("does not have");
    }
}
