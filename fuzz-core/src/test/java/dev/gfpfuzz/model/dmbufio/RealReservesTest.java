package dev.gfpfuzz.model.dmbufio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.mempool.MempoolEvent;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.search.RandomWalk;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was measured on a real 6.1.192 of dm-bufio and mempool whose page allocations always fail, as laws over numbers of
 * tasks and sizes of reserves in profile v6_1.
 */
class RealReservesTest {
    private static final int SCHEDULES = 60;
    private static final int SCHEDULES_TO_HANG = 2_000;

    /** One unlocked attempt for a request at most; after each sleep the locked one alone: an identity, in every run. */
    @ParameterizedTest
    @ValueSource(strings = {"read", "new"})
    void nowaitAttempts_areNoioAttemptsAndWaits(String verb) {
        long waits = 0;
        for (int tasks = 1; tasks <= 6; tasks++) {
            for (int reserved = 1; reserved <= 4; reserved++) {
                Subject s =
                        subject(bufio(reserved), tasks, "repeat 2", "  b = " + verb + " c %d", "  release c b", "end");
                for (int seed = 0; seed < SCHEDULES; seed++) {
                    Count n = new Count();
                    Outcome o = new Runner(s)
                            .run(new RandomWalk(), seed, s.initial().copyFor(List.of(n)));
                    assertThat(o.end()).isEqualTo(End.FINISHED);
                    assertThat(n.nowait).isEqualTo(n.noio + n.waits);
                    assertThat(n.noio).isLessThanOrEqualTo(2 * tasks);
                    waits += n.waits;
                }
            }
        }
        assertThat(waits).isPositive();
    }

    /** Everybody holds one and wants another: they can hang exactly if one for each of them is all there is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void nestedBuffers_canHang_ifThereAreNoMoreThanTasks(int reserved) {
        for (int tasks = 2; tasks <= 4; tasks++) {
            Subject s = subject(bufio(reserved), tasks, "x = new c %d", "y = new c 9%d", "release c y", "release c x");
            assertThat(hangs(s)).as("%d tasks, %d reserved", tasks, reserved).isEqualTo(tasks >= reserved);
        }
    }

    /** Four elements, everybody holds one and wants another: four tasks can hang, fewer cannot. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8})
    void nestedElements_canHang_ifThereAreNoMoreThanTasks(int tasks) {
        assertThat(hangs(nested(tasks, "x", "y"))).isEqualTo(tasks >= 4);
    }

    /** Three for each: two tasks can hang, too, which no measured run met. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void threeNestedElements_canHang_ifThereAreTwoTasks(int tasks) {
        assertThat(hangs(nested(tasks, "x", "y", "z"))).isEqualTo(tasks >= 2);
    }

    /** Each task takes all these elements of a pool of four, then gives them back. */
    private static Subject nested(int tasks, String... variables) {
        List<String> program = new ArrayList<>();
        for (String v : variables) {
            program.add(v + " = mempool_alloc p GFP_NOIO");
        }
        for (String v : variables) {
            program.add("mempool_free p " + v);
        }
        return subject("mempool p min=4", tasks, program.toArray(String[]::new));
    }

    /** At most four elements are out, everybody ends, the pool is full again; who may not sleep gets NULL beyond them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 7})
    void atMostTheReserveIsOut_andAllOfItComesBack(int tasks) {
        for (String mask : List.of("GFP_NOIO", "GFP_NOWAIT")) {
            Subject s = subject(
                    "mempool p min=4", tasks, "repeat 3", "  e = mempool_alloc p " + mask, "  mempool_free p e", "end");
            for (int seed = 0; seed < SCHEDULES; seed++) {
                Count n = new Count();
                Outcome o =
                        new Runner(s).run(new RandomWalk(), seed, s.initial().copyFor(List.of(n)));
                assertThat(o.end()).isEqualTo(End.FINISHED);
                assertThat(n.outMax).isBetween(1, Math.min(4, tasks));
                assertThat(n.out).isZero();
                assertThat(n.taken + n.nulls).isEqualTo(3 * tasks);
                if (n.nulls > 0) {
                    assertThat(mask).isEqualTo("GFP_NOWAIT");
                    assertThat(n.outMax).isEqualTo(4);
                }
            }
        }
    }

    private static String bufio(int reserved) {
        return "dm-bufio c buffers=0 reserved=" + reserved;
    }

    /** Each task's blocks are its own: {@code %d} is its number. */
    private static Subject subject(String object, int tasks, String... program) {
        StringBuilder text = new StringBuilder("scenario real\n  Page allocations fail.\n\nmemory m pages=0\n")
                .append(object)
                .append('\n');
        for (int t = 1; t <= tasks; t++) {
            text.append("\ntask T").append(t).append('\n');
            for (String line : program) {
                text.append("  ")
                        .append(line.replace("%d", Integer.toString(t)))
                        .append('\n');
            }
        }
        return Case.own(ScenarioParser.parse(text.toString(), "real"), Profiles.named("v6_1"))
                .subject();
    }

    private static boolean hangs(Subject s) {
        Runner runner = new Runner(s);
        RandomWalk walk = new RandomWalk();
        for (int seed = 0; seed < SCHEDULES_TO_HANG; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violation() != null) {
                assertThat(o.violation().invariant()).isEqualTo("no-deadlock");
                return true;
            }
        }
        return false;
    }

    /** Attempts, waits, and elements that are out. */
    private static final class Count implements Observer {
        private int nowait;
        private int noio;
        private int waits;
        private int taken;
        private int nulls;
        private int out;
        private int outMax;

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == KernelEvent.ALLOC_REQUESTED) {
                boolean sleeps = Gfp.allowsBlocking((int) a);
                noio += sleeps ? 1 : 0;
                nowait += sleeps ? 0 : 1;
            } else if (event == BufioEvent.WAIT_BEGINS) {
                waits++;
            } else if (event == MempoolEvent.RESERVE_TAKEN) {
                taken++;
                outMax = Math.max(outMax, ++out);
            } else if (event == MempoolEvent.RESERVE_REFILLED) {
                out--;
            } else if (event == MempoolEvent.ALLOC_ENDS && b == 0) {
                nulls++;
            }
        }
    }
}
