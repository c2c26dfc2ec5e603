package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** Two additions and a check of the sum, each a critical section of one lock. */
final class Lazy {
    private static final int D = 1;
    private static final int LOCK = 2;

    private Lazy() {}

    static final class Add extends Small<Add.At> {
        enum At {
            LOCKED,
            GET,
            SET,
            UNLOCK
        }

        private int amount;
        private int d;

        Add(int amount) {
            super(At.LOCKED);
            this.amount = amount;
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, LOCK);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case LOCKED:
                    return then(current, At.GET, D, READ);
                case GET:
                    d = get(w, D);
                    return then(current, At.SET, D, WRITE);
                case SET:
                    set(w, D, d + amount);
                    return pauseAt(At.UNLOCK);
                default:
                    SmallLock.unlock(w, current, LOCK);
                    return ret(current);
            }
        }

        @Override
        void locals(Fields f) {
            amount = f.of(amount);
            d = f.of(d);
        }
    }

    static final class Check extends Small<Check.At> {
        enum At {
            LOCKED,
            GET,
            UNLOCK
        }

        private int d;

        Check() {
            super(At.LOCKED);
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, LOCK);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case LOCKED:
                    return then(current, At.GET, D, READ);
                case GET:
                    d = get(w, D);
                    return pauseAt(At.UNLOCK);
                default:
                    SmallLock.unlock(w, current, LOCK);
                    return check(w, current, d < 3);
            }
        }

        @Override
        void locals(Fields f) {
            d = f.of(d);
        }
    }
}
