package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.programs.BufioMini;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that do not repeat are noticed. */
class NondeterminismCheckTest {
    private static NondeterminismCheck run(Subject subject, int oneIn, int runs) {
        NondeterminismCheck check = new NondeterminismCheck(new RandomWalk(), subject, Runner.STEPS_MAX, oneIn);
        Runner runner = new Runner(subject);
        for (int seed = 0; seed < runs; seed++) {
            Outcome o = runner.run(check, seed);
            check.endRun(o);
        }
        return check;
    }

    @Test
    void aDeterministicModelPasses_andOneRunInSoManyIsCompared() {
        Subject subject = BufioMini.subject(BufioMini.Variant.DROPS_LOCK, "3/2/1/1");
        assertThat(run(subject, 10, 2_000).checks()).isBetween(140L, 260L);
    }

    @Test
    void aModelThatCountsItsRunsIsCaught() {
        WorldBuilder world = new WorldBuilder();
        world.task("t", new Restless(new int[1]));
        Subject subject = new Subject("restless", world.build(), List.of());
        assertThatThrownBy(() -> run(subject, 1, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of restless does not repeat");
    }

    /** Breaks the rule that a frame's references are to immutable configuration. */
    private static final class Restless extends Frame<Restless.At> {
        enum At {
            STEP
        }

        private final int[] outside;
        private int steps;

        Restless(int[] outside) {
            super(At.STEP);
            this.outside = outside;
        }

        @Override
        protected Next step(World w, Task current) {
            steps++;
            return steps > outside[0]++ ? ret(current) : pauseAt(At.STEP);
        }

        @Override
        protected void fields(Fields f) {
            steps = f.of(steps);
        }
    }
}
