package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.BufferStore.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.BufferStore.LIST_DIRTY;
import static dev.gfpfuzz.model.dmbufio.BufferStore.READING;
import static dev.gfpfuzz.model.dmbufio.BufferStore.WRITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.dmbufio.BufioNewTwin.TwinClient;
import dev.gfpfuzz.model.mempool.ScriptedAllocator;
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
import org.junit.jupiter.params.provider.EnumSource;

/** The frames of __bufio_new do what their straight-line twin does, step by step, whatever others do meanwhile. */
class BufioNewTwinTest {
    private static final int SEEDS = 4_000;
    private static final int BUFFERS_MAX = 8;
    private static final int OTHER = 1;
    private static final int NOT_CACHED = 9;

    /** What a run starts from, drawn from its seed; the first {@code taken} cached buffers come from the reserve. */
    private record Start(int block, int reserved, int taken, int limit, int[] holds, int[] states) {
        static Start of(long seed) {
            SplitMix64 random = new SplitMix64(seed * 31 + 7);
            int cached = random.nextInt(6);
            int reserved = 1 + random.nextInt(2);
            Start s = new Start(
                    random.nextInt(2) == 0 ? NOT_CACHED : 2,
                    reserved,
                    Math.min(cached, random.nextInt(reserved + 1)),
                    1 + random.nextInt(5),
                    new int[cached],
                    new int[cached]);
            for (int i = 0; i < cached; i++) {
                s.holds[i] = random.nextInt(2);
                s.states[i] = new int[] {0, READING, WRITING, BufferStore.DIRTY, BufferStore.DIRTY}[random.nextInt(5)];
            }
            return s;
        }
    }

    @ParameterizedTest
    @EnumSource(NewFlag.class)
    void agreesStepByStep(NewFlag nf) {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(framesLog(nf, seed)).as("%s seed %d", nf, seed).isEqualTo(twinLog(nf, seed));
        }
    }

    @Test
    void theRareBranchesAreTaken() {
        TreeSet<String> words = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            for (String line : twinLog(NewFlag.READ, seed)) {
                words.add(
                        line.startsWith("buffer") && !line.endsWith("writes 0")
                                ? "write list"
                                : line.split("[ \\[]")[0]);
            }
        }
        assertThat(words).contains("alloc", "queue", "write list");
    }

    private static List<String> twinLog(NewFlag nf, long seed) {
        Start start = Start.of(seed);
        TwinClient c = new TwinClient(BUFFERS_MAX, start.reserved(), start.limit());
        for (int i = 0; i < start.holds().length; i++) {
            int b = i < start.taken() ? c.takeReserved() : c.adopt();
            c.hold[b] = start.holds()[i];
            c.state[b] = start.states()[i];
            c.link(b, i + 1, c.is(b, TwinClient.DIRTY | TwinClient.WRITING) ? c.dirty : c.clean);
            if (c.is(b, TwinClient.READING | TwinClient.WRITING)) {
                c.inFlight |= 1L << b;
            }
        }
        BufioNewTwin twin = new BufioNewTwin(c, seed);
        twin.run(start.block(), nf);
        return twin.log;
    }

    private static List<String> framesLog(NewFlag nf, long seed) {
        Start start = Start.of(seed);
        WorldBuilder builder = new WorldBuilder();
        ScriptedAllocator allocator = builder.place("m", new ScriptedAllocator(seed));
        DmBufioConfig config =
                new DmBufioConfig(start.reserved(), BUFFERS_MAX, start.limit(), 1, 0, 0, 0, false, false, false, false);
        builder.task("subject", new Idle());
        builder.task("other", new Idle());
        DmBufioClient client =
                DmBufio.create(builder, "c", config, DmBufioVariants.of(Profiles.V4_17), 0, -1, allocator);
        builder.task("caller", new Caller(client.id(), client.lock(), start.block(), nf));
        Log log = new Log(builder.taskCount() - 1);
        builder.observe(log);
        World w = builder.build();
        Others others = new Others(w, client.id(), new SplitMix64(seed + 1));
        others.fill(start);
        while (!w.lookTask(log.subject).done()) {
            log.words.add(others.toString());
            others.act();
            for (int i = 0; !w.isEnabled(log.subject); i++) {
                assertThat(i).as("acts in vain").isLessThan(10_000);
                others.act();
            }
            w.step(log.subject);
        }
        log.words.add(others.toString());
        return log.words;
    }

    /** What a caller does: lock, __bufio_new, unlock. */
    private static final class Caller extends Frame<Caller.At> {
        private enum At {
            ENTRY,
            LOCKED,
            DONE,
            UNLOCKED
        }

        private final int client;
        private final int lock;
        private final int block;
        private final NewFlag nf;

        Caller(int client, int lock, int block, NewFlag nf) {
            super(At.ENTRY);
            this.client = client;
            this.lock = lock;
            this.block = block;
            this.nf = nf;
        }

        @Override
        protected Next step(World w, Task current) {
            DmBufioClient c = w.part(client);
            return switch (at) {
                case ENTRY -> lockThen(current, lock, At.LOCKED);
                case LOCKED -> call(current, c.variants().bufioNew().enter(client, block, nf), At.DONE);
                case DONE -> {
                    long result = current.ret();
                    w.observers().stream()
                            .filter(Log.class::isInstance)
                            .forEach(o -> ((Log) o)
                                    .words.add("buffer " + BufioNew.buffer(result) + " writes "
                                            + BufioNew.writeList(result)));
                    c.unlock(w, current);
                    yield pauseAt(At.UNLOCKED);
                }
                case UNLOCKED -> ret(current);
            };
        }

        @Override
        protected void fields(Fields f) {}
    }

    /** What other tasks and the disk do between two steps of the subject. */
    private record Others(World w, int client, SplitMix64 random) {
        private DmBufioClient c() {
            return w.part(client);
        }

        private Task other() {
            return w.lookTask(OTHER);
        }

        void fill(Start start) {
            DmBufioClient c = c();
            c.trylock(w, other());
            for (int i = 0; i < start.holds().length; i++) {
                int b = i < start.taken() ? c.takeReserved(w, other()) : c.adopt(1);
                c.changeHold(b, start.holds()[i]);
                boolean dirty = (start.states()[i] & (BufferStore.DIRTY | WRITING)) != 0;
                c.link(w, other(), b, i + 1, dirty ? LIST_DIRTY : LIST_CLEAN);
                c.setBits(b, start.states()[i]);
                if ((start.states()[i] & (READING | WRITING)) != 0) {
                    c.setInFlight(b);
                }
            }
            c.unlock(w, other());
        }

        void act() {
            DmBufioClient c = c();
            int action = random.nextInt(TwinClient.ACTIONS);
            boolean free = c.trylock(w, other());
            switch (action) {
                case 0, 1 -> {
                    if (c.inFlight() != 0) {
                        c.endio(w, other(), Long.numberOfTrailingZeros(c.inFlight()), false);
                    }
                }
                case 2 -> {
                    int b = firstLinked(1);
                    if (free && b != BufferStore.NULL) {
                        c.changeHold(b, -1);
                        c.waitQueue(w).wakeUp(w, other());
                    }
                }
                case 3 -> {
                    int b = firstLinked(0);
                    if (free && b != BufferStore.NULL && c.state(b) == 0) {
                        c.unlink(w, other(), b);
                        c.variants().freeBufferWake().run(w, other(), c, b);
                    }
                }
                default -> {}
            }
            if (free) {
                c.unlock(w, other());
            }
        }

        private int firstLinked(int holders) {
            for (int b = 0; b < BUFFERS_MAX; b++) {
                if (c().place(b) <= LIST_DIRTY && c().holdCount(b) == holders) {
                    return b;
                }
            }
            return BufferStore.NULL;
        }

        @Override
        public String toString() {
            DmBufioClient c = c();
            List<Integer> reserve = new ArrayList<>();
            for (int i = 0; i < c.reserveLength(); i++) {
                reserve.add(c.reserved(i));
            }
            return "clean" + lru(LIST_CLEAN) + " dirty" + lru(LIST_DIRTY) + " reserve" + reserve + " need "
                    + c.needReservedBuffers() + " in flight " + c.inFlight();
        }

        private List<String> lru(int list) {
            List<String> out = new ArrayList<>();
            for (int i = 0; i < c().nBuffers(list); i++) {
                int b = c().lru(list, i);
                out.add(b + ":" + c().block(b) + ":" + c().holdCount(b) + ":" + c().state(b));
            }
            return out;
        }
    }

    /** Writes the subject's events down in the twin's words. */
    private static final class Log implements Observer {
        private final int subject;
        private final List<String> words = new ArrayList<>();

        Log(int subject) {
            this.subject = subject;
        }

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (task.id() != subject) {
                return;
            }
            if (event == KernelEvent.ALLOC_REQUESTED) {
                words.add("alloc " + Gfp.toString((int) a));
            } else if (event == MachineEvent.LOCK_ACQUIRED) {
                words.add("lock");
            } else if (event == MachineEvent.LOCK_RELEASED) {
                words.add("unlock");
            } else if (event == KernelEvent.WAIT_QUEUED) {
                words.add("queue");
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
