package dev.gfpfuzz.run;

import dev.gfpfuzz.step.Chooser;
import dev.gfpfuzz.step.Standing;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.World;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run that goes through a {@link StateGraph}: known steps are looked up, unknown ones executed and taken up as
 * long as there is room. The world that they are executed in stays behind while steps are looked up, and catches up when it
 * is needed, from where it is or from a world that the graph keeps of a state on the way.
 */
final class GraphWalk implements StateView {
    /** Steps to catch up with after which the world is kept, so that the next one need not. */
    private static final int FAR = 2;

    private final StateGraph graph;
    private final Course course;
    private final CourseJudge judge;
    private final int[] enabled = new int[World.TASKS_MAX];
    /** The state that the run is in, for those who look at it. */
    private int at;
    /** The task that ran last. */
    private int running;

    /** For each step, the state before it, ... */
    private int[] states = new int[1 << 8];
    /** ... its task, ... */
    private int[] tasks = new int[1 << 8];
    /** ... and where among the choices the answers to its questions begin. */
    private int[] answers = new int[1 << 8];

    /** Has made the first {@link #made} steps of the run. */
    private @Nullable World world;

    private int made;
    /** The next answer to a step that is made again. */
    private int nextAnswer;

    private final Chooser again;

    private @Nullable End end;
    private long endHash;
    /** Of the step under way, where the graph has what is known of it. */
    private int slot;

    GraphWalk(StateGraph graph, Course course, CourseJudge judge) {
        this.graph = graph;
        this.course = course;
        this.judge = judge;
        this.again = (bound, reason) -> course.choice(nextAnswer++);
    }

    /**
     * Goes from the start to where the run ends or the graph does.
     *
     * @return the world after a step that leads out of the graph, or null when the run has ended: {@link #end}
     */
    @Nullable
    World go(Picker picker, int stepsMax) {
        at = graph.start();
        running = World.NOBODY;
        world = null;
        judge.begin();
        while (course.steps < stepsMax) {
            int count = graph.list(at, running, enabled);
            if (count == 0) {
                Rest rest = graph.rest(at);
                course.add(rest.note());
                return ended(rest.end(), at);
            }
            int task = begin(choose(picker, count));
            int step = lookUp(picker);
            if (step == StateGraph.NOTHING) {
                World w = execute(task, picker);
                if (!graph.growing()) {
                    return leave(w, task);
                }
                step = graph.outcome(w, at);
                graph.learn(slot, step);
            } else {
                graph.lookedUp();
            }
            count(task);
            at = graph.next(step);
            Note note = graph.note(step);
            long said = note == null ? 0 : note.said();
            if (judge.asks(said) && judge(task, said, graph.enabled(at)) && judge.meets(graph.hash(at))) {
                return ended(End.VIOLATED, at);
            }
            if (note != null) {
                course.add(note);
                if (note.violation() != null) {
                    return ended(End.VIOLATED, at);
                }
            }
        }
        return ended(End.STEP_LIMIT, at);
    }

    private int choose(Picker picker, int count) {
        if (course.steps == states.length) {
            states = Arrays.copyOf(states, states.length * 2);
            tasks = Arrays.copyOf(tasks, tasks.length * 2);
            answers = Arrays.copyOf(answers, answers.length * 2);
        }
        states[course.steps] = at;
        if (count == 1) {
            picker.onlyTask(this, enabled[0]);
            return enabled[0];
        }
        return enabled[course.record(picker.nextTask(this, enabled, count))];
    }

    /** @return its argument */
    private int begin(int task) {
        tasks[course.steps] = task;
        answers[course.steps] = course.choiceCount();
        slot = graph.step(at, task);
        return task;
    }

    private void count(int task) {
        course.steps++;
        if (task != running && running != World.NOBODY) {
            course.contextSwitches++;
        }
        running = task;
    }

    /** What the step comes to, its questions answered; {@link StateGraph#NOTHING} where that is not known. */
    private int lookUp(Picker picker) {
        int known = graph.known(slot);
        while (StateGraph.asks(known)) {
            int value = picker.nextValue(this, graph.bound(known), graph.reason(known));
            slot = graph.answer(known, course.record(value));
            known = graph.known(slot);
        }
        return known;
    }

    /** Makes the step, some of whose questions may have been answered, and asks for the other answers. */
    private World execute(int task, Picker picker) {
        World w = world();
        w.unnote();
        nextAnswer = answers[course.steps];
        int known = course.choiceCount();
        w.setChooser((bound, reason) -> {
            if (nextAnswer < known) {
                return course.choice(nextAnswer++);
            }
            int value = course.record(picker.nextValue(w, bound, reason));
            if (graph.growing()) {
                slot = graph.asked(slot, bound, reason, value);
            }
            return value;
        });
        w.step(task);
        made++;
        return w;
    }

    @Override
    public World world() {
        int now = course.steps;
        int nearest = now;
        int oldest = world == null ? 0 : made;
        while (nearest > oldest && !graph.keepsWorld(states[nearest])) {
            nearest--;
        }
        World w = world;
        if (w == null || nearest > made) {
            w = graph.world(states[nearest]).copy();
            made = nearest;
        }
        int behind = now - made;
        w.setChooser(again);
        for (; made < now; made++) {
            nextAnswer = answers[made];
            w.step(tasks[made]);
        }
        if (behind >= FAR) {
            w.setChooser(Chooser.ORDINARY);
            graph.keep(at, w.copyUnnoted());
        }
        w.cameBy(now, running);
        world = w;
        return w;
    }

    private boolean judge(int task, long said, long enabledAfter) {
        boolean asksState = judge.step(task, said, enabledAfter);
        course.exercised |= judge.exercised();
        return asksState;
    }

    /** The world after a step that the graph does not take up. */
    private @Nullable World leave(World w, int task) {
        count(task);
        w.setChooser(Chooser.ORDINARY);
        if (judge.asks(w.said()) && judge(task, w.said(), w.enabled()) && judge.meets(w.hash())) {
            end = End.VIOLATED;
            return null;
        }
        judge.handOver(w);
        return w;
    }

    private @Nullable World ended(End how, int where) {
        end = how;
        endHash = graph.hash(where);
        return null;
    }

    @Override
    public int running() {
        return running;
    }

    @Override
    public int taskCount() {
        return graph.taskCount();
    }

    @Override
    public long nextAccess(int task) {
        return graph.nextAccess(at, task);
    }

    @Override
    public Standing standing(int task) {
        return graph.standing(at, task);
    }

    /** How the run ended that {@link #go} went to its end: VIOLATED without a violation if its course is one. */
    End end() {
        return end;
    }

    /** Hash of the state in which it ended. */
    long endHash() {
        return endHash;
    }
}
