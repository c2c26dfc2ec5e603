package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioCompiler;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.scenario.Vocabulary;
import dev.gfpfuzz.search.Bounds;
import dev.gfpfuzz.search.BreadthFirst;
import dev.gfpfuzz.search.Exploration;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.search.Verdict;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that somebody has killed is not held up: {@code fatal_signal_pending}, whoever sent the signal. */
class FatalSignalTest {
    private static final String WAITS_FOR_A_PAGE = """
            scenario waits-for-a-page
            memory m pages=1
            task A
              p = alloc m GFP_KERNEL 0
              free m p
            task H
              q = alloc m GFP_NOWAIT 0
            """;

    /** A and the two others isolate pages that they then wait to put back for the lock that A has. */
    private static final String HELD_UP_UNDER_A_LOCK = """
            scenario held-up-under-a-lock
            zone m clean=7 cluster=2 high=2 kswapd=0 low=2 min=1 pages=9 priority=1 used=1 victims=0
            filesystem F private=1
            task A
              l = inode_lock F
              p = alloc m GFP_NOIO 0
              inode_unlock F l
              free m p
            task B
              p = alloc m GFP_KERNEL 0
              free m p
            task C
              p = alloc m GFP_KERNEL 0
              free m p
            """;

    private static final String KILLED = """
            task K
              kill A
            """;

    private static Exploration explore(String text, String profile) {
        Case c = Case.own(ScenarioParser.parse(text, "test"), Profiles.named(profile));
        return BreadthFirst.explore(c.subject(), Bounds.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v4_17", "v6_1"})
    void whoWaitsForMemory_mayBeRefused(String profile) {
        assertThat(explore(WAITS_FOR_A_PAGE, profile).violation().invariant()).isEqualTo("no-deadlock");
        assertThat(explore(WAITS_FOR_A_PAGE + KILLED, profile).verdict()).isEqualTo(Verdict.HOLDS);
    }

    /** How often A is held up. */
    private static final class Stalls implements Observer {
        private boolean killed;
        private int before;
        /** In one call of direct reclaim after it was killed, at most. */
        private int most;

        private int after;

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            killed |= event == PageEvent.KILLED;
            if (!task.name().equals("A")) {
                return;
            }
            if (event == KernelEvent.DIRECT_RECLAIM_ENTERED) {
                after = 0;
            } else if (event == PageEvent.THROTTLED) {
                before += killed ? 0 : 1;
                after += killed ? 1 : 0;
                most = Math.max(most, after);
            }
        }
    }

    /** {@code shrink_inactive_list} sleeps before it looks for a signal. */
    @Test
    void whoIsHeldUpForIsolatedPages_isHeldUpOnce() {
        Case c = Case.own(
                ScenarioParser.parse(HELD_UP_UNDER_A_LOCK + KILLED, "test"),
                Profiles.named("pre_isolated-noio-throttle"));
        Subject subject = new ScenarioCompiler(Vocabulary.standard()).compile(c.scenario(), c.profile(), List.of());
        Runner runner = new Runner(subject);
        int heldUp = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            Stalls stalls = new Stalls();
            runner.run(new RandomWalk(), seed, subject.initial().copyFor(List.of(stalls)));
            if (stalls.before > 0) {
                heldUp++;
                assertThat(stalls.most).as("seed %d", seed).isLessThan(2);
            }
        }
        assertThat(heldUp).isGreaterThan(10);
    }
}
