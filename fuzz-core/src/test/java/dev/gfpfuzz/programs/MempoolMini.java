package dev.gfpfuzz.programs;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Kind;
import dev.gfpfuzz.invariant.NoDeadlock;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Lock;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/** A miniature of mempool: elements kept back, an allocator behind them, and the unlocked test in the free path. */
public final class MempoolMini {
    /** What differs from the correct algorithm. */
    public enum Variant {
        CORRECT,
        /** The free path does not look at the count again under the lock. */
        NO_RECHECK,
        /** The free path's unlocked test uses a count that was read before the task's own allocation. */
        EARLY_READ
    }

    private static final int POOL = 0;

    private MempoolMini() {}

    /** @param config tasks, rounds each, pages behind the allocator, elements kept: {@code "3/2/1/1"} */
    public static Subject subject(Variant variant, String config) {
        String[] c = config.split("/");
        WorldBuilder world = new WorldBuilder();
        world.place("pool", new Pool(Integer.parseInt(c[2]), Integer.parseInt(c[3])));
        for (int i = 0; i < Integer.parseInt(c[0]); i++) {
            world.task("task" + i, new User(variant, Integer.parseInt(c[1])));
        }
        List<Invariant> attached = Invariant.attachAll(world, List.of(new NoMoreThanKept(), new NoDeadlock()));
        return new Subject("mempool-mini " + variant + " " + config, world.build(), attached);
    }

    /** The pool's lock, its elements, its sleepers; and the pages. */
    static final class Pool extends Lock {
        private final int minNr;
        private int owner = -1;
        private int curr;
        private int pages;
        private long waiters;

        Pool(int pages, int minNr) {
            this.pages = pages;
            this.minNr = minNr;
            this.curr = minNr;
        }

        void unlock(Task current) {
            owner = -1;
            current.noLongerHolds(id());
        }

        @Override
        protected boolean available(World w, Task task, int mode) {
            return owner < 0;
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
            curr = f.of(curr);
            pages = f.of(pages);
            waiters = f.tasks(waiters);
        }
    }

    /** Allocates an element, uses it, frees it. */
    static final class User extends Frame<User.At> {
        enum At {
            ALLOC,
            LOCKED,
            TAKE,
            UNLOCK_GOT,
            UNLOCK_RETRY,
            UNLOCK_SLEEP,
            USE,
            CHECK,
            FLOCKED,
            RECHECK,
            FUNLOCK_WAKE,
            FUNLOCK_FREE,
            WAKE,
            FREEPAGE
        }

        private Variant variant;
        private int rounds;
        private boolean retried;
        private int read;

        User(Variant variant, int rounds) {
            super(At.ALLOC);
            this.variant = variant;
            this.rounds = rounds;
        }

        @Override
        protected Next step(World w, Task current) {
            Pool p = w.part(POOL);
            switch (at) {
                case ALLOC:
                    read = variant == Variant.EARLY_READ ? p.curr : 0;
                    if (p.pages > 0 && w.choose(2, "a page") == 0) {
                        p.pages--;
                        return pauseAt(At.USE);
                    }
                    return lockThen(current, POOL, At.LOCKED);
                case LOCKED:
                    return pauseAt(At.TAKE);
                case TAKE:
                    return take(current, p);
                case UNLOCK_GOT:
                    p.unlock(current);
                    return pauseAt(At.USE);
                case UNLOCK_RETRY:
                    retried = true;
                    p.unlock(current);
                    return pauseAt(At.ALLOC);
                case UNLOCK_SLEEP:
                    p.unlock(current);
                    return awaitThen(current, At.ALLOC);
                case USE:
                    retried = false;
                    return pauseAt(At.CHECK);
                default:
                    return free(current, p);
            }
        }

        private Next take(Task current, Pool p) {
            if (p.curr > 0) {
                p.curr--;
                return pauseAt(At.UNLOCK_GOT);
            }
            if (!retried) {
                return pauseAt(At.UNLOCK_RETRY);
            }
            p.waiters |= 1L << current.id();
            return pauseAt(At.UNLOCK_SLEEP);
        }

        private Next free(Task current, Pool p) {
            switch (at) {
                case CHECK:
                    int seen = variant == Variant.EARLY_READ ? read : p.curr;
                    read = 0;
                    return seen < p.minNr ? lockThen(current, POOL, At.FLOCKED) : pauseAt(At.FREEPAGE);
                case FLOCKED:
                    return pauseAt(At.RECHECK);
                case RECHECK:
                    if (p.curr < p.minNr || variant == Variant.NO_RECHECK) {
                        p.curr++;
                        return pauseAt(At.FUNLOCK_WAKE);
                    }
                    return pauseAt(At.FUNLOCK_FREE);
                case FUNLOCK_WAKE:
                    p.unlock(current);
                    return pauseAt(At.WAKE);
                case FUNLOCK_FREE:
                    p.unlock(current);
                    return pauseAt(At.FREEPAGE);
                case WAKE:
                    p.waiters = 0;
                    return roundOver(current);
                default:
                    p.pages++;
                    return roundOver(current);
            }
        }

        private Next roundOver(Task current) {
            rounds--;
            return rounds == 0 ? ret(current) : pauseAt(At.ALLOC);
        }

        @Override
        protected boolean ready(World w, Task current) {
            return (w.<Pool>look(POOL).waiters >>> current.id() & 1) == 0;
        }

        @Override
        protected void fields(Fields f) {
            variant = f.of(variant);
            rounds = f.of(rounds);
            retried = f.of(retried);
            read = f.of(read);
        }
    }

    /** No more elements are kept than the pool was made for. */
    static final class NoMoreThanKept extends Property {
        NoMoreThanKept() {
            super("no-more-than-kept", Kind.NEVER, "an element is put back");
        }

        @Override
        public void afterStep(World w, Task task) {
            Pool p = w.look(POOL);
            if (p.curr > p.minNr) {
                broken(w, task, "The pool keeps " + p.curr + " elements instead of " + p.minNr + ".", "curr > min_nr");
            }
        }
    }
}
