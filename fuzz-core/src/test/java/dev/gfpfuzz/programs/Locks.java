package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** Two locks taken in opposite orders. */
final class Locks {
    private Locks() {}

    static final class TwoLocks extends Small<TwoLocks.At> {
        enum At {
            OUTER,
            INNER,
            UNLOCK_INNER,
            UNLOCK_OUTER
        }

        private int outer;
        private int inner;

        TwoLocks(int outer, int inner) {
            super(At.OUTER);
            this.outer = outer;
            this.inner = inner;
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, outer);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case OUTER:
                    return lockThen(current, inner, At.INNER);
                case INNER:
                    return pauseAt(At.UNLOCK_INNER);
                case UNLOCK_INNER:
                    SmallLock.unlock(w, current, inner);
                    return pauseAt(At.UNLOCK_OUTER);
                default:
                    SmallLock.unlock(w, current, outer);
                    return ret(current);
            }
        }

        @Override
        void locals(Fields f) {
            outer = f.of(outer);
            inner = f.of(inner);
        }
    }
}
