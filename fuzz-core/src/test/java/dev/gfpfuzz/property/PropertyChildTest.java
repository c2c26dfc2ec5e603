package dev.gfpfuzz.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.text.BadInputException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which methods of a class a campaign runs, and what they are judged by. */
class PropertyChildTest {
    static class Parent {
        void inherited(@Scheduled(scenario = "two-readers") Run run) {
            run.mustHold();
        }
    }

    static class Child extends Parent {
        void own(@Scheduled(scenario = "two-readers") Run run) {
            run.mustHold();
        }
    }

    static class Overloads {
        void same(@Scheduled(scenario = "two-readers") Run run) {
            run.mustHold();
        }

        void same(@Scheduled(scenario = "two-readers", profile = "mut_renoio") Runs runs) {
            runs.mustHold();
        }
    }

    interface Generic<T> {
        void of(T t);
    }

    static class Bridged implements Generic<Run> {
        @Override
        public void of(@Scheduled(scenario = "two-readers") Run run) {
            run.mustHold();
        }
    }

    static class Exercising {
        void many(@Scheduled(scenario = "two-readers") Runs runs) {
            runs.mustHold("no-lost-freed-buffer");
            runs.mustExercise("no-lost-freed-buffer");
        }
    }

    @Test
    void inheritedPropertiesRun_bridgesDoNot_overloadsAreRefused() throws Exception {
        assertThat(PropertyChild.of(Child.class.getName()).names()).containsExactly("inherited", "own");
        assertThat(PropertyChild.of(Bridged.class.getName()).names()).containsExactly("of");
        assertThatThrownBy(() -> PropertyChild.of(Overloads.class.getName()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("same");
    }

    @Test
    void whatIsSaidAboutManyRuns_isNoFindingOfOne() throws Exception {
        PropertyChild.Calls calls = new PropertyChild.Calls() {
            @Override
            public void begins(long run) {}

            @Override
            public void ends() {}

            @Override
            public boolean tooMuchPrinted(Throwable thrown) {
                return false;
            }
        };
        PropertyChild.Counts counts = PropertyChild.of(Exercising.class.getName())
                .run(new PropertyChild.Shard("many", "random", 1, 400, Runner.STEPS_MAX, new TreeSet<>(), 400), calls);
        assertThat(counts.failures()).isEmpty();
    }
}
