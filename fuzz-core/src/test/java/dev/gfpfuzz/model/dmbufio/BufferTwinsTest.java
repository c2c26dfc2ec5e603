package dev.gfpfuzz.model.dmbufio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.RandomWalk;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames do, operation by operation, what the straight-line code does. */
class BufferTwinsTest {
    private static final int SCHEDULES = 200;

    private final Map<String, Integer> ways = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two-readers",
                "page-eater",
                "prefetch",
                "deep-reserve",
                "dirty-writeback",
                "io-errors",
                "watermark"
            })
    void framesAgreeInBuiltInScenarios(String scenario) {
        compare(Case.builtIn(scenario, Profiles.V4_17));
        assertThat(ways).isNotEmpty();
    }

    @Test
    void framesAgreeWhateverTheParameters_andEveryWayOutIsTaken() {
        for (long seed = 0; seed < 150; seed++) {
            compare(Case.generated(seed, ScenarioGenerator.Mode.VALID, Profiles.V4_17));
        }
        assertThat(ways.keySet())
                .contains(
                        "NOWAIT BUFFER_ALLOCATED",
                        "NOWAIT ALLOCATION_FAILED",
                        "NOWAIT ALLOCATION_FAILED NOIO BUFFER_ALLOCATED",
                        "NOWAIT ALLOCATION_FAILED NOIO RESERVE_TAKEN",
                        "NOWAIT ALLOCATION_FAILED NOIO UNCLAIMED_TAKEN",
                        "NOWAIT ALLOCATION_FAILED NOIO WOKEN BUFFER_ALLOCATED",
                        "NOWAIT ALLOCATION_FAILED NOIO WOKEN RESERVE_TAKEN",
                        "NOWAIT ALLOCATION_FAILED NOIO WOKEN UNCLAIMED_TAKEN");
        assertThat(ways.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(10_000);
    }

    /** U goes to sleep while the cache has its debug size, so without the NOIO attempt, which it makes when S has raised it. */
    private static final String RAISED_WHILE_ASLEEP = """
            scenario raised-while-asleep
            memory m pages=0
            dm-bufio c buffers=1 limit=4 reserved=1
            task A
              b = read c 1
              release c b
            task U
              set_cache_size c 0
              cleanup c
              b = read c 2
              release c b
            task S
              set_cache_size c 4
              cleanup c
            task R
              b = read c 3
              release c b
            """;

    @Test
    void framesAgreeWhileTheCacheSizeChanges() {
        compare(Case.own(ScenarioParser.parse(RAISED_WHILE_ASLEEP, "raised"), Profiles.V4_17));
        assertThat(ways.keySet()).contains("WOKEN NOWAIT ALLOCATION_FAILED NOIO RESERVE_TAKEN");
    }

    /** As the kernel has it, the debug size is no protection: docs/models/dm-bufio.md tells of it. */
    @Test
    void aSizeRaisedWhileATaskSleeps_losesIt_theFreedBuffer() {
        Case c = Case.own(ScenarioParser.parse(RAISED_WHILE_ASLEEP, "raised"), Profiles.V4_17);
        Exploration x = BreadthFirst.explore(c.subject(), Bounds.standard());
        assertThat(x.violation().invariant()).isEqualTo("no-lost-freed-buffer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mut_renoio", "mut_queue_late"})
    void aMutantDisagrees(String profile) {
        Profile mutant = Profiles.named(profile);
        assertThatThrownBy(() -> compare(Case.builtIn("two-readers", mutant)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("operation");
    }

    private void compare(Case c) {
        Subject subject = c.subject();
        Runner runner = new Runner(subject);
        RandomWalk walk = new RandomWalk();
        for (int seed = 0; seed < SCHEDULES; seed++) {
            RecordedKernel.Recorder recorder = new RecordedKernel.Recorder();
            runner.run(walk, seed, subject.initial().copyFor(List.of(recorder)));
            for (RecordedKernel kernel : recorder.kernels()) {
                BufferTwins twins = new BufferTwins(kernel);
                while (kernel.calledAgain()) {
                    NewFlag nf = kernel.nf();
                    int b = twins.allocBufferWaitNoCallback(nf);
                    assertThat(b == BufferTwins.NULL).isEqualTo(kernel.way().equals("NOWAIT ALLOCATION_FAILED"));
                    ways.merge(kernel.way(), 1, Integer::sum);
                }
            }
        }
    }
}
