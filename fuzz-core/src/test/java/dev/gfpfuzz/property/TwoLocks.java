package dev.gfpfuzz.property;

import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;

/** A model such as users write: two tasks take two mutexes in opposite orders. */
final class TwoLocks implements Model {
    @Override
    public void build(WorldBuilder world) {
        int a = world.place("a", new Mutex()).id();
        int b = world.place("b", new Mutex()).id();
        world.task("T1", new Both(a, b));
        world.task("T2", new Both(b, a));
    }

    /** Takes two mutexes and lets them go. */
    static final class Both extends Frame<Both.At> {
        enum At {
            START,
            ONE,
            TWO,
            DONE
        }

        private final int first;
        private final int second;

        Both(int first, int second) {
            super(At.START);
            this.first = first;
            this.second = second;
        }

        @Override
        protected Next step(World w, Task current) {
            return switch (at) {
                case START -> lockThen(current, first, At.ONE);
                case ONE -> lockThen(current, second, At.TWO);
                case TWO -> {
                    w.<Mutex>part(second).unlock(w, current);
                    w.<Mutex>part(first).unlock(w, current);
                    yield pauseAt(At.DONE);
                }
                case DONE -> ret(current);
            };
        }

        @Override
        protected void fields(Fields f) {}
    }
}
