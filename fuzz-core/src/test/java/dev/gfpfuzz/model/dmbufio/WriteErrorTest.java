package dev.gfpfuzz.model.dmbufio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code drivers/md/dm-bufio.c, v4.17, write_endio}: a buffer's write error is that of its last write. */
class WriteErrorTest {
    private static final String WRITTEN_TWICE = """
            scenario written-twice
            memory m pages=1
            dm-bufio c buffers=1 io-errors=1 reserved=1
            task A
              b = new c 1
              mark_dirty c b
              release c b
              write c
              b = new c 1
              mark_dirty c b
              release c b
              write c
              b = new c 1
              release c b
            """;

    /** Follows the only buffer. */
    private static final class Writes implements Observer {
        private boolean failed;
        private boolean rewritten;
        private boolean freed;

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == BufioEvent.WRITE_FAILED) {
                failed = true;
                rewritten = false;
                assertThat(w.<DmBufioClient>look((int) a).writeError((int) b)).isTrue();
            } else if (event == BufioEvent.WRITE_ENDED) {
                rewritten = failed;
                assertThat(w.<DmBufioClient>look((int) a).writeError((int) b)).isFalse();
            } else if (event == BufioEvent.BUFFER_FREED || event == BufioEvent.RESERVE_REFILLED) {
                freed = true;
            }
        }
    }

    @Test
    void aSuccessfulRewriteClearsTheError_soTheBufferStaysCached() {
        Case c = Case.own(ScenarioParser.parse(WRITTEN_TWICE, "test"), Profiles.V4_17);
        Subject subject = c.subject();
        Runner runner = new Runner(subject);
        int rewritten = 0;
        for (long seed = 0; seed < 100; seed++) {
            Writes writes = new Writes();
            runner.run(new RandomWalk(), seed, subject.initial().copyFor(List.of(writes)));
            if (writes.rewritten) {
                rewritten++;
                assertThat(writes.freed).as("seed %d", seed).isFalse();
            }
        }
        assertThat(rewritten).isGreaterThan(10);
    }
}
