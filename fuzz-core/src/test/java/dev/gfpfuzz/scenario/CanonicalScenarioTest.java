package dev.gfpfuzz.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalScenarioTest {
    private static final String OBJECTS = "scenario s\n\nmemory m pages=0\ndm-bufio c\ndm-bufio d\n";

    private static Scenario canonical(String... tasks) {
        StringBuilder text = new StringBuilder(OBJECTS);
        for (int i = 0; i < tasks.length; i++) {
            text.append("\ntask ")
                    .append((char) ('A' + i))
                    .append("\n  ")
                    .append(tasks[i].replace("; ", "\n  "))
                    .append('\n');
        }
        return CanonicalScenario.of(ScenarioParser.parse(text.toString(), "test"));
    }

    @Test
    void orderOfTasks_variables_andBlocks_meanNothing() {
        assertThat(canonical("x = read c 7; release c x", "b = get c 7; release c b"))
                .isEqualTo(canonical("a = get c 1; release c a", "b = read c 1; release c b"));
        assertThat(canonical("b = read c 1; release c b", "b = read c 2; release c b", "b = get c 2; release c b"))
                .isEqualTo(canonical(
                        "b = read c 2; release c b", "b = get c 1; release c b", "b = read c 1; release c b"));
    }

    @Test
    void whichBlocksAreTheSame_doesMean() {
        assertThat(canonical("b = read c 1; release c b", "b = get c 1; release c b"))
                .isNotEqualTo(canonical("b = read c 1; release c b", "b = get c 2; release c b"));
    }

    @Test
    void blocksOfDifferentClientsHaveNothingToDoWithEachOther() {
        assertThat(canonical("b = read c 1; release c b", "b = read d 1; release d b"))
                .isEqualTo(canonical("b = read c 1; release c b", "b = read d 2; release d b"));
    }

    @Test
    void blocksThatAreCounted_keepTheirNumbers() {
        assertThat(canonical("prefetch c 1 2", "b = get c 2; release c b"))
                .isNotEqualTo(canonical("prefetch c 1 2", "b = get c 3; release c b"));
        assertThat(canonical("prefetch c 1 2", "b = get d 2; release d b"))
                .isEqualTo(canonical("prefetch c 1 2", "b = get d 3; release d b"));
    }

    @Test
    void otherNumbers_masks_andObjectsStay() {
        assertThat(canonical("shrink c 1 GFP_KERNEL")).isNotEqualTo(canonical("shrink c 2 GFP_KERNEL"));
        assertThat(canonical("shrink c 1 GFP_KERNEL")).isNotEqualTo(canonical("shrink c 1 GFP_NOIO"));
        assertThat(canonical("write c")).isNotEqualTo(canonical("write d"));
    }

    @Test
    void repeatsAreUnrolled() {
        assertThat(canonical("repeat 2; b = read c 1; release c b; end"))
                .isEqualTo(canonical("b = read c 3; release c b; b = read c 3; release c b"));
    }
}
