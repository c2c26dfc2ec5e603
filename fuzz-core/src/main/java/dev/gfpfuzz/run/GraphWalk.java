package dev.gfpfuzz.run;

import dev.gfpfuzz.run.StateGraph.Known;
import dev.gfpfuzz.run.StateGraph.Question;
import dev.gfpfuzz.run.StateGraph.State;
import dev.gfpfuzz.run.StateGraph.Transition;
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
    /** What is known of the step under way is at this index of this array. */
    private @Nullable Known[] place;

    private int index;

    GraphWalk(StateGraph graph, Course course) {
        this.graph = graph;
        this.course = course;
        this.place = graph.start().steps;
    }

    /**
     * Goes from the start to where the run ends or the graph does.
     *
     * @return the world after a step that leads out of the graph, or null when the run has ended: {@link #end}
     */
    @Nullable
    World go(Picker picker, int stepsMax) {
        State at = graph.start();
        while (course.steps < stepsMax) {
            int count = at.count;
            if (count == 0) {
                StateGraph.Rest rest = at.rest();
                course.add(rest.exercised(), rest.violation(), rest.reports());
                return ended(rest.end(), at);
            }
            int choice = 0;
            if (count == 1) {
                picker.onlyTask(at.world, at.task(0));
            } else {
                for (int i = 0; i < count; i++) {
                    enabled[i] = at.task(i);
                }
                choice = course.record(picker.nextTask(at.world, enabled, count));
            }
            course.steps++;
            int task = at.task(choice);
            if (task != at.running && at.running != World.NOBODY) {
                course.contextSwitches++;
            }
            int firstAnswer = course.choiceCount();
            place = at.steps;
            index = choice;
            while (place[index] instanceof Question q) {
                place = q.answers;
                index = course.record(picker.nextValue(at.world, q.bound, q.reason));
            }
            Known step = place[index];
            if (step == null) {
                World w = execute(at, task, firstAnswer, picker);
                if (!graph.growing()) {
                    return w;
                }
                step = graph.outcome(w);
                place[index] = step;
            } else {
                graph.lookedUp();
            }
            if (step instanceof Transition t) {
                course.exercised |= t.exercised;
                if (t.remarkable) {
                    course.add(t.exercised, t.violation, t.reports);
                    if (t.violation != null) {
                        return ended(End.VIOLATED, t.to);
                    }
                }
                at = t.to;
            } else {
                at = (State) step;
            }
        }
        return ended(End.STEP_LIMIT, at);
    }

    private @Nullable World ended(End how, State where) {
        end = how;
        endHash = where.hash;
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
    private World execute(State at, int task, int firstAnswer, Picker picker) {
        World w = at.world.copyUnnoted();
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
                    Question question = new Question(bound, reason);
                    place[index] = question;
                    place = question.answers;
                    index = value;
                }
                return value;
            }
        });
        w.step(task);
        w.setChooser(Chooser.ORDINARY);
        return w;
    }
}
