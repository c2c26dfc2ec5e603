package dev.gfpfuzz.model.pagealloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.Figure;
import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The two fidelity levels agree: every answer of the full allocator, with or without a visible reclaim, is one that the
 * oracle allocator may give to the same request of the same task.
 */
class RefinementTest {
    private static final int TASKS = 3;
    private static final int REQUESTS_OF_EACH = 5;
    private static final int SCHEDULES = 12;
    private static final int STEPS_MAX = 600;

    @ParameterizedTest
    @ValueSource(strings = {"v4_17", "v6_1", "v4_11"})
    void everyAnswerIsAllowed(String profile) {
        assertThat(requests(profile, 5_000, 1)).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    @Tag("slow")
    void everyAnswerOfManyRequestsIsAllowed() {
        assertThat(requests("v4_17", 100_000, 2)).isGreaterThanOrEqualTo(100_000);
    }

    @ParameterizedTest
    @Tag("nightly")
    @ValueSource(strings = {"v4_17", "v6_1"})
    void everyAnswerOfAMillionRequestsIsAllowed(String profile) {
        int answered = requests(profile, 1_000_000, 3);
        assertThat(answered).isGreaterThanOrEqualTo(1_000_000);
        Figure.print(
                getClass(), "%s: %,d answers of the full allocator, each allowed by the oracle", profile, answered);
    }

    /** The comparison can fail: an oracle that knows no OOM victim would refuse what the full allocator does. */
    @Test
    void anAnswerThatTheOracleDoesNotKnowIsFound() {
        OracleAnswers oracle = new OracleAnswers();
        int nullAfterReclaim = OracleAnswers.bit(false, true);
        assertThat(oracle.allowed(Gfp.GFP_KERNEL, 0, 0) & nullAfterReclaim).isZero();
        assertThat(oracle.allowed(Gfp.GFP_KERNEL | Gfp.NORETRY, 0, 0) & nullAfterReclaim)
                .isNotZero();
        assertThat(oracle.allowed(Gfp.GFP_NOWAIT, 0, 0))
                .isEqualTo(OracleAnswers.bit(true, false) | OracleAnswers.bit(false, false));
    }

    private static int requests(String profile, int wanted, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        OracleAnswers oracle = new OracleAnswers();
        int answered = 0;
        while (answered < wanted) {
            Compare compare = new Compare(oracle);
            Runner runner = new Runner(subject(profile, random, compare), STEPS_MAX);
            for (int i = 0; i < SCHEDULES; i++) {
                compare.begin();
                runner.run(new RandomWalk(), random.nextLong());
            }
            answered += compare.answered;
        }
        return answered;
    }

    private static Subject subject(String profile, SplitMix64 random, Compare compare) {
        WorldBuilder world = new WorldBuilder();
        SmallZone config = RandomZone.zone(random);
        Zone z = Zones.create(
                world, "m", (random.nextInt(2) == 0 ? config.kswapd() : config).config(), Profiles.named(profile));
        for (int t = 0; t < TASKS; t++) {
            int task = world.task("t" + t, new RandomZone.Requests(z.id(), REQUESTS_OF_EACH, random));
            world.task(task).setFlags(RandomZone.taskFlags(random));
        }
        world.observe(compare);
        return new Subject("random requests", world.build(), List.of());
    }

    /** Holds each answer against the oracle. */
    private static final class Compare implements Observer {
        private final OracleAnswers oracle;
        private long reclaimed;
        private int answered;

        Compare(OracleAnswers oracle) {
            this.oracle = oracle;
        }

        void begin() {
            reclaimed = 0;
        }

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == KernelEvent.ALLOC_REQUESTED) {
                reclaimed &= ~(1L << task.id());
            } else if (event == KernelEvent.DIRECT_RECLAIM_ENTERED) {
                reclaimed |= 1L << task.id();
            } else if (event == KernelEvent.ALLOC_SUCCEEDED || event == KernelEvent.ALLOC_FAILED) {
                answered++;
                boolean page = event == KernelEvent.ALLOC_SUCCEEDED;
                int course = OracleAnswers.bit(page, (reclaimed >>> task.id() & 1) != 0);
                assertThat(oracle.allowed((int) a, (int) b, task.flags()) & course)
                        .as(
                                "%s, order %d, task flags %x: %s, %s",
                                Gfp.toString((int) a),
                                b,
                                task.flags(),
                                page ? "page" : "NULL",
                                (reclaimed >>> task.id() & 1) != 0 ? "after reclaim" : "without reclaim")
                        .isNotZero();
            }
        }
    }
}
