package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A driver that is stopped while it adds a request: reference counting with a check that comes too early. */
final class Bluetooth {
    private static final int STOPPING = 1;
    private static final int IO = 2;
    private static final int EVENT = 3;
    private static final int STOPPED = 4;

    private Bluetooth() {}

    private static int change(World w, int delta) {
        Cell io = w.part(IO);
        io.value += delta;
        return io.value;
    }

    static final class Stop extends Small<Stop.At> {
        enum At {
            SET_STOPPING,
            DECREMENT,
            SET_EVENT,
            GET_EVENT,
            SET_STOPPED
        }

        Stop() {
            super(At.SET_STOPPING);
        }

        @Override
        protected void begin(Task current) {
            start(current, STOPPING, WRITE);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case SET_STOPPING:
                    set(w, STOPPING, 1);
                    return then(current, At.DECREMENT, IO, WRITE);
                case DECREMENT:
                    return change(w, -1) == 0
                            ? then(current, At.SET_EVENT, EVENT, WRITE)
                            : then(current, At.GET_EVENT, EVENT, READ);
                case SET_EVENT:
                    set(w, EVENT, 1);
                    return then(current, At.GET_EVENT, EVENT, READ);
                case GET_EVENT:
                    return get(w, EVENT) == 0 ? ret(current) : then(current, At.SET_STOPPED, STOPPED, WRITE);
                default:
                    set(w, STOPPED, 1);
                    return ret(current);
            }
        }
    }

    static final class Add extends Small<Add.At> {
        enum At {
            GET_STOPPING,
            INCREMENT,
            CHECK,
            DECREMENT,
            SET_EVENT
        }

        Add() {
            super(At.GET_STOPPING);
        }

        @Override
        protected void begin(Task current) {
            start(current, STOPPING, READ);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case GET_STOPPING:
                    return then(current, get(w, STOPPING) == 1 ? At.DECREMENT : At.INCREMENT, IO, WRITE);
                case INCREMENT:
                    change(w, 1);
                    return then(current, At.CHECK, STOPPED, READ);
                case CHECK:
                    if (get(w, STOPPED) == 1) {
                        w.emit(Check.FAILED, current);
                    }
                    return then(current, At.DECREMENT, IO, WRITE);
                case DECREMENT:
                    return change(w, -1) == 0 ? then(current, At.SET_EVENT, EVENT, WRITE) : ret(current);
                default:
                    set(w, EVENT, 1);
                    return ret(current);
            }
        }
    }
}
