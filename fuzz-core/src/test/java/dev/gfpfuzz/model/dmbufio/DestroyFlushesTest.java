package dev.gfpfuzz.model.dmbufio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code drivers/md/dm-bufio.c, v6.1, dm_bufio_client_destroy}: the shrink work is over before the client is. */
class DestroyFlushesTest {
    private static final String DESTROYED_WHILE_SHRUNK = """
            scenario destroyed-while-shrunk
            memory m pages=2
            dm-bufio c buffers=1 reserved=1
            task A
              b = new c 1
              release c b
              destroy c
            task R
              p = alloc m GFP_KERNEL 0
              free m p
            """;

    /** Whether the client was ever destroyed, and with its work under way before. */
    private static final class Destroyed implements Observer {
        private boolean worked;
        private boolean destroyed;

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == BufioEvent.CLIENT_DESTROYED) {
                destroyed = true;
                assertThat(w.<DmBufioClient>look((int) a).shrinkWorkIdle()).isTrue();
            }
        }

        @Override
        public void afterStep(World w, Task task) {
            worked |= task.depth() > 0 && task.top() instanceof ShrinkWork;
        }
    }

    @Test
    void theWorkIsIdleWhenTheClientIsFreed() {
        Case c = Case.own(ScenarioParser.parse(DESTROYED_WHILE_SHRUNK, "test"), Profiles.named("v6_1"));
        Subject subject = c.subject();
        int both = 0;
        for (long seed = 0; seed < 500; seed++) {
            Destroyed seen = new Destroyed();
            new Runner(subject).run(new RandomWalk(), seed, subject.initial().copyFor(List.of(seen)));
            both += seen.worked && seen.destroyed ? 1 : 0;
        }
        assertThat(both).isGreaterThan(10);
        assertThat(BreadthFirst.explore(subject, Bounds.standard()).verdict()).isEqualTo(Verdict.HOLDS);
    }
}
