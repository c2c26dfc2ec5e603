package dev.gfpfuzz.programs;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Kind;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * Programs on which the literature compares schedule search (Thomson, Donaldson, Betts 2014, "Concurrency testing using
 * schedule bounding", SCTBench), abstracted to their shared accesses.
 */
public final class Reference {
    /** Who creates the threads. */
    public enum Mode {
        /** Nobody: all are ready at the start. */
        READY,
        /** A main thread, one by one in the order of the program's text, a step each. */
        CREATED
    }

    /** Whether a run ends with the first failed assertion. */
    public enum Failure {
        STOPS,
        COUNTS_NOT
    }

    private Reference() {}

    /** {@code reorder_N}: N - 1 setters and a checker that must never see a setter between its two writes. */
    public static Subject reorder(int n, Mode mode, Failure failure) {
        Small<?>[] threads = new Small<?>[n];
        for (int i = 0; i < n - 1; i++) {
            threads[i] = new Reorder.Setter();
        }
        threads[n - 1] = new Reorder.Checker();
        return subject("reorder_" + n, mode, failure, cells(2), threads);
    }

    /** {@code twostage} with so many writers and readers. */
    public static Subject twostage(int writers, int readers, Mode mode, Failure failure) {
        Small<?>[] threads = new Small<?>[writers + readers];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = i < writers ? new Twostage.Writer() : new Twostage.Reader();
        }
        Part[] parts = {new Cell(0), new Cell(0), new SmallLock(), new SmallLock()};
        return subject("twostage_" + threads.length, mode, failure, parts, threads);
    }

    public static Subject deadlock01(Mode mode, Failure failure) {
        Part[] parts = {new SmallLock(), new SmallLock()};
        return subject("deadlock01", mode, failure, parts, new Locks.TwoLocks(1, 2), new Locks.TwoLocks(2, 1));
    }

    /** {@code account}; when created one by one, the check comes first. */
    public static Subject account(Mode mode, Failure failure) {
        Part[] parts = {new Cell(1), new Cell(0), new Cell(0), new SmallLock()};
        return subject(
                "account", mode, failure, parts, new Account.Check(), new Account.Book(2, 2), new Account.Book(-4, 3));
    }

    public static Subject lazy01(Mode mode, Failure failure) {
        Part[] parts = {new Cell(0), new SmallLock()};
        return subject("lazy01", mode, failure, parts, new Lazy.Add(1), new Lazy.Add(2), new Lazy.Check());
    }

    /** {@code wronglock_M}: one thread under its lock, M under another. */
    public static Subject wronglock(int m, Mode mode, Failure failure) {
        Part[] parts = {new Cell(0), new SmallLock(), new SmallLock()};
        Small<?>[] threads = new Small<?>[m + 1];
        threads[0] = new Wronglock.Guarded();
        for (int i = 1; i <= m; i++) {
            threads[i] = new Wronglock.Other();
        }
        return subject("wronglock_" + m, mode, failure, parts, threads);
    }

    public static Subject bluetoothDriver(Mode mode, Failure failure) {
        Part[] parts = {new Cell(0), new Cell(1), new Cell(0), new Cell(0)};
        return subject("bluetooth_driver", mode, failure, parts, new Bluetooth.Stop(), new Bluetooth.Add());
    }

    private static Part[] cells(int n) {
        Part[] cells = new Part[n];
        for (int i = 0; i < n; i++) {
            cells[i] = new Cell(0);
        }
        return cells;
    }

    private static Subject subject(String name, Mode mode, Failure failure, Part[] parts, Small<?>... threads) {
        WorldBuilder world = new WorldBuilder();
        world.place("created", new Cell(0));
        for (int i = 0; i < parts.length; i++) {
            world.place("v" + (i + 1), parts[i]);
        }
        for (int i = 0; i < threads.length; i++) {
            world.task("t" + i, mode == Mode.READY ? threads[i] : threads[i].created(i + 1));
        }
        if (mode == Mode.CREATED) {
            world.task("main", new Main(threads.length));
        }
        List<Invariant> watch = failure == Failure.STOPS ? List.of(new AssertionsHold(), new NoStuckTask()) : List.of();
        List<Invariant> attached = Invariant.attachAll(world, watch);
        return new Subject(name + " " + mode, world.build(), attached);
    }

    /** Creates the threads. */
    static final class Main extends Frame<Main.At> {
        enum At {
            CREATE
        }

        private int left;

        Main(int threads) {
            super(At.CREATE);
            left = threads;
        }

        @Override
        protected Next step(World w, Task current) {
            w.<Cell>part(Small.CREATED).value++;
            left--;
            return left == 0 ? ret(current) : pauseAt(At.CREATE);
        }

        @Override
        protected void fields(Fields f) {
            left = f.of(left);
        }
    }

    /** No assertion of the program fails. */
    static final class AssertionsHold extends Property {
        AssertionsHold() {
            super("assertions-hold", Kind.NEVER, "an assertion is evaluated");
        }

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            if (event == Small.Check.FAILED) {
                broken(w, task, "An assertion of " + task.name() + " fails.", "assertion");
            }
        }
    }

    /** No thread is blocked for ever. */
    static final class NoStuckTask extends Property {
        NoStuckTask() {
            super("no-stuck-task", Kind.NEVER, "a thread waits for another");
        }

        @Override
        public void atQuiescence(World w) {
            if (!w.finished()) {
                broken(w, null, "The program is blocked.", "blocked");
            }
        }
    }
}
