package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A value published in two stages under two locks. */
final class Twostage {
    private static final int D1 = 1;
    private static final int D2 = 2;
    private static final int L1 = 3;
    private static final int L2 = 4;

    private Twostage() {}

    static final class Writer extends Small<Writer.At> {
        enum At {
            LOCKED1,
            SET_D1,
            UNLOCK1,
            LOCKED2,
            GET_D1,
            SET_D2,
            UNLOCK2
        }

        private int d;

        Writer() {
            super(At.LOCKED1);
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, L1);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case LOCKED1:
                    return then(current, At.SET_D1, D1, WRITE);
                case SET_D1:
                    set(w, D1, 1);
                    return pauseAt(At.UNLOCK1);
                case UNLOCK1:
                    SmallLock.unlock(w, current, L1);
                    return lockThen(current, L2, At.LOCKED2);
                case LOCKED2:
                    return then(current, At.GET_D1, D1, READ);
                case GET_D1:
                    d = get(w, D1);
                    return then(current, At.SET_D2, D2, WRITE);
                case SET_D2:
                    set(w, D2, d + 1);
                    return pauseAt(At.UNLOCK2);
                default:
                    SmallLock.unlock(w, current, L2);
                    return ret(current);
            }
        }

        @Override
        void locals(Fields f) {
            d = f.of(d);
        }
    }

    static final class Reader extends Small<Reader.At> {
        enum At {
            LOCKED1,
            GET_D1,
            UNLOCK1,
            LOCKED2,
            GET_D2,
            UNLOCK2
        }

        private int t;
        private int u;

        Reader() {
            super(At.LOCKED1);
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, L1);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case LOCKED1:
                    return then(current, At.GET_D1, D1, READ);
                case GET_D1:
                    t = get(w, D1);
                    return pauseAt(At.UNLOCK1);
                case UNLOCK1:
                    SmallLock.unlock(w, current, L1);
                    return t == 0 ? ret(current) : lockThen(current, L2, At.LOCKED2);
                case LOCKED2:
                    return then(current, At.GET_D2, D2, READ);
                case GET_D2:
                    u = get(w, D2);
                    return pauseAt(At.UNLOCK2);
                default:
                    SmallLock.unlock(w, current, L2);
                    return check(w, current, u == t + 1);
            }
        }

        @Override
        void locals(Fields f) {
            t = f.of(t);
            u = f.of(u);
        }
    }
}
