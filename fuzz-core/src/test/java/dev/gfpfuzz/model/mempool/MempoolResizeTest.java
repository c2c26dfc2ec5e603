package dev.gfpfuzz.model.mempool;

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

/** Two calls of {@code mempool_resize} at a time. */
class MempoolResizeTest {
    private static final String TWO_RESIZERS = """
            scenario two-resizers
            memory m pages=2
            mempool p min=4
            task A
              mempool_resize p 2
            task B
              mempool_resize p 1
            """;

    /** What A did in a run. */
    private static final class A implements Observer {
        private final int pool;
        private int level;
        private boolean shrank;
        private boolean grew;
        private long left;

        A(World w, int pool) {
            this.pool = pool;
            level = w.<Mempool>look(pool).currNr();
        }

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == MempoolEvent.RESIZE_ENDS && task.name().equals("A")) {
                left = b;
            }
        }

        @Override
        public void afterStep(World w, Task task) {
            int now = w.<Mempool>look(pool).currNr();
            if (task.name().equals("A")) {
                shrank |= now < level;
                grew |= now > level;
            }
            level = now;
        }
    }

    @Test
    void aCallThatBeganToShrink_neverGrows_evenIfItEndsBelowItsSize() {
        Subject subject = Case.own(ScenarioParser.parse(TWO_RESIZERS, "two-resizers"), Profiles.V4_17)
                .subject();
        Runner runner = new Runner(subject);
        int pool = 0;
        while (!(subject.initial().look(pool) instanceof Mempool)) {
            pool++;
        }
        boolean below = false;
        for (long seed = 0; seed < 2_000; seed++) {
            A a = new A(subject.initial(), pool);
            runner.run(new RandomWalk(), seed, subject.initial().copyFor(List.of(a)));
            assertThat(a.shrank && a.grew).as("seed %d", seed).isFalse();
            below |= a.shrank && a.left < 2;
        }
        assertThat(below)
                .as("B has taken more than A wanted, while A was at it")
                .isTrue();
    }
}
