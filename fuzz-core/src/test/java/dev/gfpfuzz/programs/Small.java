package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * A thread of a reference program: each label is one access to one shared variable or lock, and says so.
 *
 * @param <L> its labels
 */
abstract class Small<L extends Enum<L>> extends Frame<L> {
    /** Part id of the cell that counts the threads created. */
    static final int CREATED = 0;

    static final boolean READ = false;
    static final boolean WRITE = true;

    /** Assertions. */
    enum Check implements Event {
        FAILED {
            @Override
            public String describe(World w, Task task, long a, long b) {
                return "fails its assertion";
            }
        }
    }

    private int place;

    Small(L start) {
        super(start);
    }

    /** The thread is created by a main thread, as number {@code place} from 1; 0: it is there at the start. */
    final Small<L> created(int asNumber) {
        place = asNumber;
        return this;
    }

    /** For {@code begin}: the first step accesses a variable. */
    final void start(Task current, int cell, boolean write) {
        pauseAt(current, at, cell, 0, write);
        if (place > 0) {
            awaitThen(current, at);
        }
    }

    /** For {@code begin}: the first step takes a lock. */
    final void startLocking(Task current, int lock) {
        lockThen(current, lock, place, at);
    }

    @Override
    protected final boolean ready(World w, Task current) {
        return w.<Cell>look(CREATED).value >= place;
    }

    /** The next step, at {@code label}, reads or writes a variable. */
    final Next then(Task current, L label, int cell, boolean write) {
        return pauseAt(current, label, cell, 0, write);
    }

    static int get(World w, int cell) {
        return w.<Cell>part(cell).value;
    }

    static void set(World w, int cell, int value) {
        w.<Cell>part(cell).value = value;
    }

    final Next fail(World w, Task current) {
        w.emit(Check.FAILED, current);
        return ret(current);
    }

    /** Fails unless the assertion holds, then ends. */
    final Next check(World w, Task current, boolean holds) {
        return holds ? ret(current) : fail(w, current);
    }

    @Override
    protected final void fields(Fields f) {
        place = f.of(place);
        locals(f);
    }

    void locals(Fields f) {}
}
