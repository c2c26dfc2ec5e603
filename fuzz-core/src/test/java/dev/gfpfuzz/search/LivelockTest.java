package dev.gfpfuzz.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.programs.Cell;
import dev.gfpfuzz.run.Around;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.DepthFirst.Memory;
import dev.gfpfuzz.search.DepthFirst.Reduction;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Circles without a way out are told from circles that a run can leave. */
class LivelockTest {
    /** A philosopher who takes a fork, looks until the other one is free, and never puts the first back while looking. */
    static final class Stubborn extends Frame<Stubborn.At> {
        enum At {
            TAKE,
            LOOK
        }

        private int own;
        private int other;
        private boolean givesUp;

        Stubborn(int own, int other, boolean givesUp) {
            super(At.TAKE);
            this.own = own;
            this.other = other;
            this.givesUp = givesUp;
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case TAKE:
                    w.<Cell>part(own).value = 1;
                    return pauseAt(At.LOOK);
                default:
                    if (w.<Cell>part(other).value == 0 || givesUp) {
                        w.<Cell>part(own).value = 0;
                        return ret(current);
                    }
                    return pauseAt(At.TAKE);
            }
        }

        @Override
        protected void fields(Fields f) {
            own = f.of(own);
            other = f.of(other);
            givesUp = f.of(givesUp);
        }
    }

    private static Subject philosophers(boolean givesUp) {
        WorldBuilder world = new WorldBuilder();
        world.place("fork1", new Cell(0));
        world.place("fork2", new Cell(0));
        world.task("p1", new Stubborn(0, 1, givesUp));
        world.task("p2", new Stubborn(1, 0, givesUp));
        return new Subject("philosophers", world.build(), List.of());
    }

    @Test
    void aCircleThatNoScheduleLeaves_isALivelock() {
        Subject subject = philosophers(false);
        Exploration e = BreadthFirst.explore(subject, Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(e.violation().invariant()).isEqualTo(Around.NO_LIVELOCK);
        assertThat(e.depth()).isEqualTo(2);
        Outcome o = new Runner(subject).replay(e.counterexample());
        assertThat(o.end()).isEqualTo(End.VIOLATED);
        assertThat(o.violation()).isEqualTo(e.violation());
        assertThat(o.schedule()).isEqualTo(e.counterexample());
        assertThat(o.steps()).isEqualTo(e.counterexample().circle().end());
    }

    /** A circle that is said to be one and is none, or in which somebody who could run does not, is an ordinary run. */
    @Test
    void aCircleIsBelievedOnlyWhenItClosesWithEverybodyInIt() {
        Schedule found =
                BreadthFirst.explore(philosophers(false), Bounds.standard()).counterexample();
        Schedule.Circle circle = found.circle();
        Runner runner = new Runner(philosophers(false), 1000);
        for (int from = 0; from <= circle.end(); from++) {
            for (int steps = 1; steps <= circle.steps(); steps++) {
                Outcome o = runner.replay(found.around(new Schedule.Circle(from, steps)));
                if (o.violated()) {
                    assertThat(steps).isEqualTo(circle.steps());
                    assertThat(from).isGreaterThanOrEqualTo(2);
                } else {
                    assertThat(o.end()).isEqualTo(End.STEP_LIMIT);
                }
            }
        }
        // The first one alone goes round, too, and leaves out the second, who could run.
        Schedule alone = Schedule.of(0, 1).around(new Schedule.Circle(2, 2));
        assertThat(runner.replay(alone).violated()).isFalse();
    }

    /** Every search says so, whatever it leaves out. */
    @ParameterizedTest
    @EnumSource(Reduction.class)
    void depthFirstSearch_findsItToo(Reduction reduction) {
        Exploration e = DepthFirst.explore(philosophers(false), Bounds.standard(), reduction, Memory.STATES);
        assertThat(e.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(e.violation().invariant()).isEqualTo(Around.NO_LIVELOCK);
        assertThat(DepthFirst.explore(philosophers(true), Bounds.standard(), reduction, Memory.STATES)
                        .verdict())
                .isEqualTo(Verdict.HOLDS);
        assertThat(DepthFirst.explore(spinner(), Bounds.standard(), reduction, Memory.STATES)
                        .verdict())
                .isEqualTo(Verdict.HOLDS);
    }

    @Test
    void aProgramThatEnds_hasNone() {
        assertThat(BreadthFirst.explore(philosophers(true), Bounds.standard()).verdict())
                .isEqualTo(Verdict.HOLDS);
    }

    /** One task spins until the other has set a variable: it may spin for ever, but need not. */
    @Test
    void aCircleThatARunCanLeave_isNoLivelock() {
        Exploration e = BreadthFirst.explore(spinner(), Bounds.standard());
        assertThat(e.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(e.finalStates()).isPositive();
    }

    private static Subject spinner() {
        WorldBuilder world = new WorldBuilder();
        world.place("fork1", new Cell(0));
        world.place("fork2", new Cell(1));
        world.place("fork3", new Cell(0));
        world.task("spins", new Stubborn(0, 1, false));
        world.task("clears", new Clear(1));
        return new Subject("spin", world.build(), List.of());
    }

    static final class Clear extends Frame<Clear.At> {
        enum At {
            CLEAR
        }

        private int cell;

        Clear(int cell) {
            super(At.CLEAR);
            this.cell = cell;
        }

        @Override
        protected Next step(World w, Task current) {
            w.<Cell>part(cell).value = 0;
            return ret(current);
        }

        @Override
        protected void fields(Fields f) {
            cell = f.of(cell);
        }
    }
}
