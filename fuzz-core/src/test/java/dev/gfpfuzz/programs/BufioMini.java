package dev.gfpfuzz.programs;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Kind;
import dev.gfpfuzz.invariant.NoDeadlock;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A miniature of dm-bufio's buffer allocation: clients that need a page or a buffer, and one eater that reclaims. Each
 * label is one atomic step. Sleeping and waiting for the lock afterwards are one wait, the lock's mode {@link #WOKEN}.
 */
public final class BufioMini {
    /** What differs from the correct algorithm. */
    public enum Variant {
        /** The unlocked attempt is made once per allocation. */
        CORRECT,
        /** It is made again after each wake-up, and drops the lock for it. */
        DROPS_LOCK,
        /** A release wakes the sleepers before it takes the lock and puts the buffer. */
        WAKES_EARLY
    }

    private static final int POOL = 0;
    private static final int AWAKE = 0;
    private static final int WOKEN = 1;

    private BufioMini() {}

    /** @param config tasks, rounds each, pool pages, reserved buffers: {@code "3/2/1/1"} */
    public static Subject subject(Variant variant, String config) {
        String[] c = config.split("/");
        WorldBuilder world = new WorldBuilder();
        world.place("pool", new Pool(Integer.parseInt(c[2]), Integer.parseInt(c[3])));
        int rounds = Integer.parseInt(c[1]);
        for (int i = 0; i < Integer.parseInt(c[0]); i++) {
            world.task("client" + i, new Client(variant, rounds));
        }
        world.task("eater", new Eater(rounds));
        List<Invariant> attached =
                Invariant.attachAll(world, List.of(new NoSleepAfterSeeing(), new NoDeadlock(), new PagesConserved()));
        return new Subject("bufio-mini " + variant + " " + config, world.build(), attached);
    }

    enum MiniEvent implements Event {
        /** a = 1 if the task saw a free buffer since it was woken. */
        GOES_TO_SLEEP {
            @Override
            public String describe(World w, Task task, long a, long b) {
                return "goes to sleep";
            }
        }
    }

    /** The lock and all that it protects. */
    static final class Pool extends Lock {
        private final int created;
        private final int reserved;
        private int owner = -1;
        private int pages;
        private int res;
        private int lru;
        private int held;
        private long sleepers;

        Pool(int pages, int reserved) {
            this.created = pages + reserved;
            this.pages = pages;
            this.reserved = reserved;
            this.res = reserved;
        }

        void unlock(Task current) {
            owner = -1;
            current.noLongerHolds(id());
        }

        boolean takePage() {
            if (pages == 0) {
                return false;
            }
            pages--;
            held++;
            return true;
        }

        boolean takeBuffer() {
            if (res > 0) {
                res--;
            } else if (lru > 0) {
                lru--;
            } else {
                return false;
            }
            held++;
            return true;
        }

        @Override
        protected boolean available(World w, Task task, int mode) {
            return owner < 0 && (mode == AWAKE || (sleepers >>> task.id() & 1) == 0);
        }

        @Override
        protected void acquire(World w, Task task, int mode) {
            owner = task.id();
            task.nowHolds(id());
        }

        @Override
        public long holders() {
            return owner < 0 ? 0 : 1L << owner;
        }

        @Override
        protected TaskNames taskNames() {
            return TaskNames.VISITED;
        }

        @Override
        protected void fields(Fields f) {
            owner = f.task(owner);
            pages = f.of(pages);
            res = f.of(res);
            lru = f.of(lru);
            held = f.of(held);
            sleepers = f.tasks(sleepers);
        }
    }

    /** One client: allocate, use, release. */
    static final class Client extends Frame<Client.At> {
        enum At {
            LOCKED,
            NOWAIT,
            DROP,
            NOIO,
            RELOCKED,
            TAKE,
            WAIT,
            WOKEN,
            UNLOCK_GOT,
            USE,
            WAKE,
            RLOCKED,
            PUT,
            RUNLOCK
        }

        private Variant variant;
        private int rounds;
        private boolean tried;
        private boolean got;
        private boolean saw;

        Client(Variant variant, int rounds) {
            super(At.LOCKED);
            this.variant = variant;
            this.rounds = rounds;
        }

        @Override
        protected void begin(Task current) {
            lockThen(current, POOL, At.LOCKED);
        }

        @Override
        protected Next step(World w, Task current) {
            Pool p = w.part(POOL);
            switch (at) {
                case LOCKED:
                    tried = false;
                    return pauseAt(At.NOWAIT);
                case NOWAIT:
                    return pauseAt(p.takePage() ? At.UNLOCK_GOT : tried ? At.TAKE : At.DROP);
                case DROP:
                    p.unlock(current);
                    return pauseAt(At.NOIO);
                case NOIO:
                    got = p.pages > 0 && w.choose(2, "a page") == 0 && p.takePage();
                    return lockThen(current, POOL, At.RELOCKED);
                case RELOCKED:
                    tried |= !got;
                    At next = got ? At.UNLOCK_GOT : At.TAKE;
                    got = false;
                    return pauseAt(next);
                case TAKE:
                    return pauseAt(p.takeBuffer() ? At.UNLOCK_GOT : At.WAIT);
                case WAIT:
                    w.emit(MiniEvent.GOES_TO_SLEEP, current, saw ? 1 : 0);
                    p.unlock(current);
                    p.sleepers |= 1L << current.id();
                    return lockThen(current, POOL, BufioMini.WOKEN, At.WOKEN);
                case WOKEN:
                    saw = p.lru > 0 || p.res > 0;
                    tried &= variant != Variant.DROPS_LOCK;
                    return pauseAt(At.NOWAIT);
                case UNLOCK_GOT:
                    p.unlock(current);
                    saw = false;
                    tried = false;
                    return pauseAt(At.USE);
                default:
                    return release(current, p);
            }
        }

        private Next release(Task current, Pool p) {
            switch (at) {
                case USE:
                    return variant == Variant.WAKES_EARLY ? pauseAt(At.WAKE) : lockThen(current, POOL, At.RLOCKED);
                case WAKE:
                    p.sleepers = 0;
                    return lockThen(current, POOL, At.RLOCKED);
                case RLOCKED:
                    return pauseAt(At.PUT);
                case PUT:
                    p.held--;
                    p.lru++;
                    p.sleepers = variant == Variant.WAKES_EARLY ? p.sleepers : 0;
                    return pauseAt(At.RUNLOCK);
                default:
                    p.unlock(current);
                    rounds--;
                    return rounds == 0 ? ret(current) : lockThen(current, POOL, At.LOCKED);
            }
        }

        @Override
        protected void fields(Fields f) {
            variant = f.of(variant);
            rounds = f.of(rounds);
            tried = f.of(tried);
            got = f.of(got);
            saw = f.of(saw);
        }
    }

    /** Reclaim: takes an unclaimed buffer or a page and gives the page back later. */
    static final class Eater extends Frame<Eater.At> {
        enum At {
            LOCKED,
            EAT,
            UNLOCK,
            RELOCKED,
            RETURN,
            UNLOCK2
        }

        private int rounds;
        private boolean ate;

        Eater(int rounds) {
            super(At.LOCKED);
            this.rounds = rounds;
        }

        @Override
        protected void begin(Task current) {
            lockThen(current, POOL, At.LOCKED);
        }

        @Override
        protected Next step(World w, Task current) {
            Pool p = w.part(POOL);
            return switch (at) {
                case LOCKED -> pauseAt(At.EAT);
                case EAT -> {
                    eat(p);
                    yield pauseAt(At.UNLOCK);
                }
                case UNLOCK -> {
                    p.unlock(current);
                    yield ate ? lockThen(current, POOL, At.RELOCKED) : roundOver(current);
                }
                case RELOCKED -> pauseAt(At.RETURN);
                case RETURN -> {
                    ate = false;
                    p.held--;
                    p.pages++;
                    p.sleepers = 0;
                    yield pauseAt(At.UNLOCK2);
                }
                case UNLOCK2 -> {
                    p.unlock(current);
                    yield roundOver(current);
                }
            };
        }

        private void eat(Pool p) {
            if (p.lru > 0) {
                p.lru--;
                if (p.res < p.reserved) {
                    p.res++;
                    p.sleepers = 0;
                } else {
                    p.held++;
                    ate = true;
                }
            } else {
                ate = p.takePage();
            }
        }

        private Next roundOver(Task current) {
            rounds--;
            return rounds == 0 ? ret(current) : lockThen(current, POOL, At.LOCKED);
        }

        @Override
        protected void fields(Fields f) {
            rounds = f.of(rounds);
            ate = f.of(ate);
        }
    }

    /** Property 1: a task that saw a free buffer after its wake-up does not go to sleep without one. */
    static final class NoSleepAfterSeeing extends Property {
        NoSleepAfterSeeing() {
            super("no-sleep-after-seeing", Kind.NEVER, "a task goes to sleep");
        }

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == MiniEvent.GOES_TO_SLEEP) {
                exercised(w);
                if (a == 1) {
                    broken(w, task, "Task " + task.name() + " saw a free buffer and goes to sleep.", "saw;asleep");
                }
            }
        }
    }

    /** No page or buffer appears or vanishes. */
    static final class PagesConserved extends Property {
        PagesConserved() {
            super("pages-conserved", Kind.NEVER, "a page is held");
        }

        @Override
        public void afterStep(World w, Task task) {
            Pool p = w.look(POOL);
            if (p.pages + p.res + p.lru + p.held != p.created) {
                broken(w, task, "Pages went missing: " + p.created + " were created.", "sum");
            }
        }
    }
}
