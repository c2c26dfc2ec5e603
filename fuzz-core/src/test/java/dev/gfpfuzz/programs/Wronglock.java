package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** One thread increments under its lock and checks; others increment under another lock. */
final class Wronglock {
    private static final int V = 1;
    private static final int DATA_LOCK = 2;
    private static final int THREAD_LOCK = 3;

    private Wronglock() {}

    static final class Guarded extends Small<Guarded.At> {
        enum At {
            LOCKED,
            GET_X,
            GET,
            SET,
            CHECK,
            UNLOCK
        }

        private int x;
        private int v;

        Guarded() {
            super(At.LOCKED);
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, DATA_LOCK);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case LOCKED:
                    return then(current, At.GET_X, V, READ);
                case GET_X:
                    x = get(w, V);
                    return then(current, At.GET, V, READ);
                case GET:
                    v = get(w, V);
                    return then(current, At.SET, V, WRITE);
                case SET:
                    set(w, V, v + 1);
                    return then(current, At.CHECK, V, READ);
                case CHECK:
                    if (get(w, V) != x + 1) {
                        w.emit(Check.FAILED, current);
                    }
                    return pauseAt(At.UNLOCK);
                default:
                    SmallLock.unlock(w, current, DATA_LOCK);
                    return ret(current);
            }
        }

        @Override
        void locals(Fields f) {
            x = f.of(x);
            v = f.of(v);
        }
    }

    static final class Other extends Small<Other.At> {
        enum At {
            LOCKED,
            GET,
            SET,
            UNLOCK
        }

        private int v;

        Other() {
            super(At.LOCKED);
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, THREAD_LOCK);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case LOCKED:
                    return then(current, At.GET, V, READ);
                case GET:
                    v = get(w, V);
                    return then(current, At.SET, V, WRITE);
                case SET:
                    set(w, V, v + 1);
                    return pauseAt(At.UNLOCK);
                default:
                    SmallLock.unlock(w, current, THREAD_LOCK);
                    return ret(current);
            }
        }

        @Override
        void locals(Fields f) {
            v = f.of(v);
        }
    }
}
