package dev.gfpfuzz.programs;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Kind;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/** The program of {@code docs/your-first-model.md}: clerks who sell the seats of one train. */
public final class FirstModel {
    private FirstModel() {}

    /** What the clerks share. */
    static final class Train extends Part {
        int free;
        int sold;

        Train(int seats) {
            free = seats;
        }

        @Override
        protected void fields(Fields f) {
            free = f.of(free);
            sold = f.of(sold);
        }
    }

    /** Looks whether a seat is free, and if one is, sells it. */
    static final class Clerk extends Frame<Clerk.At> {
        enum At {
            LOOK,
            SELL
        }

        private int train;

        Clerk(int train) {
            super(At.LOOK);
            this.train = train;
        }

        @Override
        protected Next step(World w, Task current) {
            Train t = w.part(train);
            return switch (at) {
                case LOOK -> t.free > 0 ? pauseAt(At.SELL) : ret(current);
                case SELL -> {
                    t.free--;
                    t.sold++;
                    yield ret(current);
                }
            };
        }

        @Override
        protected void fields(Fields f) {
            train = f.of(train);
        }
    }

    /** No seat is sold twice. */
    static final class NoSeatSoldTwice extends Invariant {
        private int train;

        @Override
        public String name() {
            return "no-seat-sold-twice";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER;
        }

        @Override
        public String statement() {
            return "There are never fewer than 0 free seats.";
        }

        @Override
        public String source() {
            return "the railway's terms";
        }

        @Override
        public String companion() {
            return "a seat is sold";
        }

        @Override
        protected boolean attach(WorldBuilder world) {
            train = partsOf(world, Train.class).get(0).id();
            return true;
        }

        @Override
        public void afterStep(World w, Task task) {
            Train t = w.look(train);
            if (t.sold > 0) {
                exercised(w);
            }
            if (t.free < 0) {
                broken(w, task, task.name() + " sells a seat that is sold already.", "sold twice");
            }
        }
    }

    /** So many clerks, one train with so many seats. */
    public static Subject subject(int clerks, int seats) {
        WorldBuilder world = new WorldBuilder();
        int train = world.place("train", new Train(seats)).id();
        for (int i = 1; i <= clerks; i++) {
            world.task("clerk" + i, new Clerk(train));
        }
        List<Invariant> invariants = Invariant.attachAll(world, List.of(new NoSeatSoldTwice()));
        return new Subject("train", world.build(), invariants);
    }
}
