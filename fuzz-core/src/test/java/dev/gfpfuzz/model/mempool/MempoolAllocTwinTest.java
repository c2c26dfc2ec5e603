package dev.gfpfuzz.model.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame of mempool_alloc does what its straight-line twin does, step by step, whatever others do meanwhile. */
class MempoolAllocTwinTest {
    private static final int SEEDS = 2_000;
    private static final int SUBJECT = 0;

    @ParameterizedTest
    @ValueSource(strings = {"GFP_NOIO", "GFP_KERNEL", "GFP_NOWAIT", "GFP_ATOMIC", "GFP_NOFS"})
    void agreesStepByStep(String mask) {
        int gfp = Gfp.parse(mask);
        for (int minNr = 1; minNr <= 3; minNr++) {
            for (int currNr = 0; currNr <= minNr; currNr++) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    MempoolAllocTwin twin = new MempoolAllocTwin(minNr, currNr, seed);
                    twin.mempoolAlloc(gfp);
                    assertThat(framesLog(gfp, minNr, currNr, seed))
                            .as("%s min %d curr %d seed %d", mask, minNr, currNr, seed)
                            .isEqualTo(twin.log());
                }
            }
        }
    }

    @Test
    void everyPathIsTaken() {
        TreeSet<String> words = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            MempoolAllocTwin sleeper = new MempoolAllocTwin(1, 0, seed);
            sleeper.mempoolAlloc(Gfp.GFP_NOIO);
            words.addAll(sleeper.log());
            MempoolAllocTwin atomic = new MempoolAllocTwin(1, 0, seed);
            atomic.mempoolAlloc(Gfp.GFP_NOWAIT);
            words.addAll(atomic.log());
        }
        assertThat(words).contains("queue", "timer", "take", "NULL", "element");
    }

    private static List<String> framesLog(int gfp, int minNr, int currNr, long seed) {
        WorldBuilder builder = new WorldBuilder();
        ScriptedAllocator allocator = builder.place("m", new ScriptedAllocator(seed));
        Mempool pool = Mempool.place(builder, "p", minNr, 0, MempoolVariants.of(Profiles.V4_17), allocator);
        builder.task("subject", pool.variants().alloc().enter(pool.id(), gfp));
        builder.task("other", new Idle());
        Log log = new Log();
        builder.observe(log);
        World w = builder.build();
        Others others = new Others(w, pool.id(), new SplitMix64(seed + 1));
        while (others.pool().currNr() > currNr) {
            others.take();
        }
        while (!w.lookTask(SUBJECT).done()) {
            log.words.add("curr_nr " + others.pool().currNr());
            others.act();
            w.step(SUBJECT);
        }
        log.words.add("curr_nr " + others.pool().currNr());
        return log.words;
    }

    /** What other tasks do between two steps of the subject. */
    private record Others(World w, int poolId, SplitMix64 random) {
        Mempool pool() {
            return w.look(poolId);
        }

        private Task other() {
            return w.lookTask(1);
        }

        void act() {
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (pool().currNr() < pool().minNr()) {
                        pool().spinlock(w).trylock(w, other());
                        pool().addElement(w, other(), 1, true);
                        pool().spinlock(w).unlock(w, other());
                    }
                    pool().wait(w).wakeUp(w, other());
                }
                case 1 -> {
                    if (pool().currNr() > 0) {
                        take();
                    }
                }
                default -> {}
            }
        }

        void take() {
            pool().spinlock(w).trylock(w, other());
            pool().removeElement(w, other());
            pool().spinlock(w).unlock(w, other());
        }
    }

    /** Writes the subject's events down in the twin's words. */
    private static final class Log implements Observer {
        private final List<String> words = new ArrayList<>();

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (task.id() != SUBJECT) {
                return;
            }
            if (event == KernelEvent.ALLOC_REQUESTED) {
                words.add("alloc " + Gfp.toString((int) a));
            } else if (event == MachineEvent.LOCK_ACQUIRED) {
                words.add("lock");
            } else if (event == MachineEvent.LOCK_RELEASED) {
                words.add("unlock");
            } else if (event == MachineEvent.TIMER_FIRED) {
                words.add("timer");
            } else if (event == KernelEvent.WAIT_QUEUED) {
                words.add("queue");
            } else if (event == MempoolEvent.RESERVE_TAKEN) {
                words.add("take");
            } else if (event == MempoolEvent.ALLOC_ENDS) {
                words.add(b == 1 ? "element" : "NULL");
            }
        }
    }

    /** A task that never runs: others act in its name. */
    private static final class Idle extends Frame<Idle.At> {
        private enum At {
            ENTRY
        }

        Idle() {
            super(At.ENTRY);
        }

        @Override
        protected Next step(World w, Task current) {
            return ret(current);
        }

        @Override
        protected void fields(Fields f) {}
    }
}
