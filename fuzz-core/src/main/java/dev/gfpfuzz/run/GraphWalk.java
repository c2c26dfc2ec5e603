package dev.gfpfuzz.run;

import dev.gfpfuzz.run.StateGraph.Note;
import dev.gfpfuzz.step.Chooser;
import dev.gfpfuzz.step.World;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run that goes through a {@link StateGraph}: known steps are looked up, unknown ones executed and taken up
 * as long as there is room.
 */
final class GraphWalk {
    private final StateGraph graph;
    private final Course course;
    private final int[] enabled = new int[World.TASKS_MAX];
    private @Nullable End end;
    private long endHash;
    /** Of the step under way, where the graph has what is known of it. */
    private int slot;

    GraphWalk(StateGraph graph, Course course) {
        this.graph = graph;
        this.course = course;
    }

    /**
     * Goes from the start to where the run ends or the graph does.
     *
     * @return the world after a step that leads out of the graph, or null when the run has ended: {@link #end}
     */
    @Nullable
    World go(Picker picker, int stepsMax) {
        int at = graph.start();
        while (course.steps < stepsMax) {
            int count = graph.count(at);
            if (count == 0) {
                StateGraph.Rest rest = graph.rest(at);
                course.add(rest.note());
                return ended(rest.end(), at);
            }
            int choice = choose(picker, at, count);
            course.steps++;
            int task = graph.task(at, choice);
            int running = graph.running(at);
            if (task != running && running != World.NOBODY) {
                course.contextSwitches++;
            }
            int firstAnswer = course.choiceCount();
            int step = lookUp(picker, at, choice);
            if (step == StateGraph.NOTHING) {
                World w = execute(at, task, firstAnswer, picker);
                if (!graph.growing()) {
                    return w;
                }
                step = graph.outcome(w);
                graph.learn(slot, step);
            } else {
                graph.lookedUp();
            }
            at = graph.next(step);
            Note note = graph.note(step);
            if (note != null) {
                course.add(note);
                if (note.violation() != null) {
                    return ended(End.VIOLATED, at);
                }
            }
        }
        return ended(End.STEP_LIMIT, at);
    }

    private int choose(Picker picker, int at, int count) {
        World w = graph.world(at);
        if (count == 1) {
            picker.onlyTask(w, graph.task(at, 0));
            return 0;
        }
        for (int i = 0; i < count; i++) {
            enabled[i] = graph.task(at, i);
        }
        return course.record(picker.nextTask(w, enabled, count));
    }

    /** What a step comes to, its questions answered; {@link StateGraph#NOTHING} where that is not known. */
    private int lookUp(Picker picker, int at, int choice) {
        slot = graph.step(at, choice);
        int known = graph.known(slot);
        while (StateGraph.asks(known)) {
            int value = picker.nextValue(graph.world(at), graph.bound(known), graph.reason(known));
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

    /** How the run ended that {@link #go} went to its end. */
    End end() {
        return end;
    }

    /** Hash of the state in which it ended. */
    long endHash() {
        return endHash;
    }

    /** Makes a step whose first answers are recorded from {@code firstAnswer} on, and asks for the others. */
    private World execute(int at, int task, int firstAnswer, Picker picker) {
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
