package dev.gfpfuzz.programs;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Items;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.TaskNames;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * A pool of items with numbers: each task takes any free one, uses it, puts it back, twice. It declares its numbers
 * interchangeable, truly or not.
 */
public final class NamedPool {
    private static final int ROUNDS = 2;

    /** What the model says of its numbers, and what is true. */
    public enum Declared {
        /** All that there is to say. */
        ALL,
        /** The pool says that it has items; the tasks do not say where they hold them. */
        NOTHING,
        /** The tasks say that they say it, and do not; one that marks another item as taken than it takes goes unnoticed. */
        NOT_WHAT_A_TASK_HOLDS,
        /** The last item must not be used; the numbers are not arbitrary. */
        ALTHOUGH_THE_LAST_IS_SPECIAL
    }

    private NamedPool() {}

    public static Subject subject(int tasks, int items, Declared declared) {
        WorldBuilder world = new WorldBuilder();
        world.place("pool", new Pool(items));
        for (int t = 0; t < tasks; t++) {
            world.task("T" + t, new User(declared));
        }
        return new Subject("named pool " + tasks + "/" + items + " " + declared, world.build(), List.of());
    }

    /** The same with a counter in place of the items. */
    public static Subject counted(int tasks, int items) {
        WorldBuilder world = new WorldBuilder();
        world.place("free", new Cell(items));
        for (int t = 0; t < tasks; t++) {
            world.task("T" + t, new CountingUser());
        }
        return new Subject("counted pool " + tasks + "/" + items, world.build(), List.of());
    }

    private static final class Pool extends Part {
        private final int count;
        private long free;

        Pool(int count) {
            this.count = count;
            free = (1L << count) - 1;
        }

        @Override
        protected Items items() {
            return new Items(count, "items");
        }

        @Override
        protected TaskNames taskNames() {
            return TaskNames.VISITED;
        }

        @Override
        protected void fields(Fields f) {
            free = f.items(id(), free);
        }
    }

    private static final class User extends Frame<User.At> {
        enum At {
            ENTRY,
            TAKE,
            USE
        }

        private Declared declared;
        private int item = -1;
        private int round;

        User(Declared declared) {
            super(At.ENTRY);
            this.declared = declared;
        }

        @Override
        protected Next step(World w, Task current) {
            Pool pool = w.part(0);
            return switch (at) {
                case ENTRY -> awaitThen(current, At.TAKE);
                case TAKE -> {
                    item = nth(pool.free, w.choose(Long.bitCount(pool.free), "which item"));
                    int marked = item;
                    if (declared == Declared.NOT_WHAT_A_TASK_HOLDS && w.choose(2, "marks another") == 1) {
                        marked = (item + 1) % pool.count;
                    }
                    pool.free &= ~(1L << marked);
                    yield pauseAt(At.USE);
                }
                case USE -> {
                    boolean special = declared == Declared.ALTHOUGH_THE_LAST_IS_SPECIAL && item == pool.count - 1;
                    if ((pool.free >>> item & 1) != 0 || special) {
                        w.violated(
                                new Violation("items-are-taken", false, "Item in use is free.", "free", current.id()));
                    }
                    pool.free |= 1L << item;
                    item = -1;
                    yield ++round == ROUNDS ? ret(current) : awaitThen(current, At.TAKE);
                }
            };
        }

        private static int nth(long set, int n) {
            long rest = set;
            for (int i = 0; i < n; i++) {
                rest &= rest - 1;
            }
            return Long.numberOfTrailingZeros(rest);
        }

        @Override
        protected boolean ready(World w, Task current) {
            return w.<Pool>look(0).free != 0;
        }

        @Override
        protected boolean visitsItems() {
            return declared != Declared.NOTHING;
        }

        @Override
        protected void fields(Fields f) {
            declared = f.of(declared);
            item = declared == Declared.NOT_WHAT_A_TASK_HOLDS || declared == Declared.NOTHING
                    ? f.of(item)
                    : f.item(0, item);
            round = f.of(round);
        }
    }

    private static final class CountingUser extends Frame<User.At> {
        private int round;

        CountingUser() {
            super(User.At.ENTRY);
        }

        @Override
        protected Next step(World w, Task current) {
            Cell free = w.part(0);
            return switch (at) {
                case ENTRY -> awaitThen(current, User.At.TAKE);
                case TAKE -> {
                    free.value--;
                    yield pauseAt(User.At.USE);
                }
                case USE -> {
                    free.value++;
                    yield ++round == ROUNDS ? ret(current) : awaitThen(current, User.At.TAKE);
                }
            };
        }

        @Override
        protected boolean ready(World w, Task current) {
            return w.<Cell>look(0).value > 0;
        }

        @Override
        protected void fields(Fields f) {
            round = f.of(round);
        }
    }
}
