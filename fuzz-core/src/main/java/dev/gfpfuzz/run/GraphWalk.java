package dev.gfpfuzz.run;

import dev.gfpfuzz.run.StateGraph.Note;
import dev.gfpfuzz.step.Chooser;
import dev.gfpfuzz.step.StateView;
import dev.gfpfuzz.step.World;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run that goes through a {@link StateGraph}: known steps are looked up, unknown ones executed and taken up
 * as long as there is room.
 */
final class GraphWalk implements StateView {
    private final StateGraph graph;
    private final Course course;
    private final CourseJudge judge;
    private final int[] enabled = new int[World.TASKS_MAX];
    /** The state that the run is in, for those who look at it. */
    private int at;

    private @Nullable End end;
    private long endHash;
    /** Of the step under way, where the graph has what is known of it. */
    private int slot;

    GraphWalk(StateGraph graph, Course course, CourseJudge judge) {
        this.graph = graph;
        this.course = course;
        this.judge = judge;
    }

    /**
     * Goes from the start to where the run ends or the graph does.
     *
     * @return the world after a step that leads out of the graph, or null when the run has ended: {@link #end}
     */
    @Nullable
    World go(Picker picker, int stepsMax) {
        at = graph.start();
        judge.begin();
        while (course.steps < stepsMax) {
            int count = graph.count(at);
            if (count == 0) {
                StateGraph.Rest rest = graph.rest(at);
                course.add(rest.note());
                return ended(rest.end(), at);
            }
            int choice = choose(picker, count);
            course.steps++;
            int task = graph.task(at, choice);
            int running = graph.running(at);
            if (task != running && running != World.NOBODY) {
                course.contextSwitches++;
            }
            int firstAnswer = course.choiceCount();
            int step = lookUp(picker, choice);
            if (step == StateGraph.NOTHING) {
                World w = execute(task, firstAnswer, picker);
                if (!graph.growing()) {
                    return leave(w, task);
                }
                step = graph.outcome(w);
                graph.learn(slot, step);
            } else {
                graph.lookedUp();
            }
            at = graph.next(step);
            Note note = graph.note(step);
            long said = note == null ? 0 : note.said();
            if (judge.asks(said) && judge(task, said, graph.tasks(at)) && judge.meets(graph.hash(at))) {
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

    private boolean judge(int task, long said, long enabledAfter) {
        boolean asksState = judge.step(task, said, enabledAfter);
        course.exercised |= judge.exercised();
        return asksState;
    }

    /** The world that the graph does not take up. */
    private @Nullable World leave(World w, int task) {
        if (judge.asks(w.said()) && judge(task, w.said(), w.enabled()) && judge.meets(w.hash())) {
            end = End.VIOLATED;
            return null;
        }
        judge.handOver(w);
        return w;
    }

    private int choose(Picker picker, int count) {
        if (count == 1) {
            picker.onlyTask(this, graph.task(at, 0));
            return 0;
        }
        for (int i = 0; i < count; i++) {
            enabled[i] = graph.task(at, i);
        }
        return course.record(picker.nextTask(this, enabled, count));
    }

    /** What a step comes to, its questions answered; {@link StateGraph#NOTHING} where that is not known. */
    private int lookUp(Picker picker, int choice) {
        slot = graph.step(at, choice);
        int known = graph.known(slot);
        while (StateGraph.asks(known)) {
            int value = picker.nextValue(this, graph.bound(known), graph.reason(known));
            slot = graph.answer(known, course.record(value));
            known = graph.known(slot);
        }
        return known;
    }

    private @Nullable World ended(End how, int where) {
        end = how;
        endHash = graph.hash(where);
        return null;
    }

    @Override
    public int running() {
        return graph.running(at);
    }

    @Override
    public long nextAccess(int task) {
        return graph.nextAccess(at, task);
    }

    @Override
    public World world() {
        return graph.world(at);
    }

    /** How the run ended that {@link #go} went to its end: VIOLATED without a violation if its course is one. */
    End end() {
        return end;
    }

    /** Hash of the state in which it ended. */
    long endHash() {
        return endHash;
    }

    /** Makes a step whose first answers are recorded from {@code firstAnswer} on, and asks for the others. */
    private World execute(int task, int firstAnswer, Picker picker) {
        World w = graph.world(at).copyUnnoted();
        w.setChooser(new Chooser() {
            private int next = firstAnswer;
            private final int known = course.choiceCount();

            @Override
            public int choose(int bound, String reason) {
                if (next < known) {
                    return course.choice(next++);
                }
                int value = course.record(picker.nextValue(w, bound, reason));
                if (graph.growing()) {
                    int question = graph.question(bound, reason);
                    graph.learn(slot, question);
                    slot = graph.answer(question, value);
                }
                return value;
            }
        });
        w.step(task);
        w.setChooser(Chooser.ORDINARY);
        return w;
    }
}
