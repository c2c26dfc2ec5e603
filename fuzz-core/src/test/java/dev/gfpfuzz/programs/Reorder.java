package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** {@code a := 1; b := -1} against a reader of both. */
final class Reorder {
    private static final int A = 1;
    private static final int B = 2;

    private Reorder() {}

    static final class Setter extends Small<Setter.At> {
        enum At {
            SET_A,
            SET_B
        }

        Setter() {
            super(At.SET_A);
        }

        @Override
        protected void begin(Task current) {
            start(current, A, WRITE);
        }

        @Override
        protected Next step(World w, Task current) {
            return switch (at) {
                case SET_A -> {
                    set(w, A, 1);
                    yield then(current, At.SET_B, B, WRITE);
                }
                case SET_B -> {
                    set(w, B, -1);
                    yield ret(current);
                }
            };
        }
    }

    /** Fails unless (a = 0 and b = 0) or (a = 1 and b = -1), each variable read when it is needed. */
    static final class Checker extends Small<Checker.At> {
        enum At {
            A_IS_0,
            B_IS_0,
            A_IS_1,
            B_IS_MINUS_1
        }

        Checker() {
            super(At.A_IS_0);
        }

        @Override
        protected void begin(Task current) {
            start(current, A, READ);
        }

        @Override
        protected Next step(World w, Task current) {
            return switch (at) {
                case A_IS_0 -> get(w, A) == 0 ? then(current, At.B_IS_0, B, READ) : then(current, At.A_IS_1, A, READ);
                case B_IS_0 -> get(w, B) == 0 ? ret(current) : then(current, At.A_IS_1, A, READ);
                case A_IS_1 -> get(w, A) == 1 ? then(current, At.B_IS_MINUS_1, B, READ) : fail(w, current);
                case B_IS_MINUS_1 -> check(w, current, get(w, B) == -1);
            };
        }
    }
}
