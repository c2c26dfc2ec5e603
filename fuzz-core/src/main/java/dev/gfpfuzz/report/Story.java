package dev.gfpfuzz.report;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.Event;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run as data: who took part, what happened at each step, and where everybody was at its end.
 *
 * @param actors the tasks, by id
 * @param locks the locks that somebody took, in the order of first use
 * @param steps in order
 * @param outcome how it ended
 * @param breach where the violation happened
 * @param traceHash the run's identity, see {@link dev.gfpfuzz.step.World#traceHash}
 */
record Story(List<Actor> actors, List<Lock> locks, List<Step> steps, Outcome outcome, Breach breach, long traceHash) {
    Story {
        actors = List.copyOf(actors);
        locks = List.copyOf(locks);
        steps = List.copyOf(steps);
    }

    /**
     * A task.
     *
     * @param end where it was when the run was over
     */
    record Actor(int id, String name, boolean daemon, Stance end) {}

    /**
     * Where a rule was broken.
     *
     * @param step the step's number, or 0 when nothing was broken before the run was over
     * @param act index among the step's acts of the event that broke it or was the last before
     */
    record Breach(int step, int act) {
        static final Breach NONE = new Breach(0, -1);
    }

    /** A lock: part id and name. */
    record Lock(int id, String name) {}

    /**
     * One step: from a scheduling point to the next.
     *
     * @param number from 1
     * @param switched whether another task ran before
     * @param operation what the task's program was at when the step began, as written; empty for daemons
     * @param position that operation's index in the program
     * @param function innermost kernel function when the step began
     * @param label where in that function
     * @param picks what the schedule chose in this step
     * @param after where each task was after the step, by id
     */
    record Step(
            int number,
            int task,
            boolean switched,
            String operation,
            int position,
            String function,
            String label,
            List<Pick> picks,
            List<Act> acts,
            List<Stance> after) {
        Step {
            picks = List.copyOf(picks);
            acts = List.copyOf(acts);
            after = List.copyOf(after);
        }
    }

    /**
     * A choice that the schedule made.
     *
     * @param value 0 is the ordinary one
     * @param bound number of possible values
     * @param reason what was chosen
     */
    record Pick(int value, int bound, String reason) {}

    /**
     * An event.
     *
     * @param kind what sort of event, for the glyph
     * @param text a clause of which the task is the subject
     * @param function kernel function that said it
     * @param operation what the program was at
     * @param position that operation's index
     * @param a first argument of the event
     * @param b second argument of the event
     */
    record Act(
            Event event, ActKind kind, String text, String function, String operation, int position, long a, long b) {}

    /**
     * Where a task is between two steps.
     *
     * @param held ids of the locks it holds, a bit each
     * @param what for WAITS and ASLEEP: for what, as a noun
     * @param function innermost kernel function
     * @param label where in that function
     */
    record Stance(State state, long held, String what, String function, String label, String operation, int position) {
        boolean holds(int lock) {
            return (held >>> lock & 1) != 0;
        }
    }

    /** What a task is doing between two steps. */
    enum State {
        /** Has not run yet. */
        FRESH,
        READY,
        /** For a lock or an event. */
        WAITS,
        /** Or queued for it and no longer running in the scheduler's eyes. */
        ASLEEP,
        ENDED
    }

    Actor actor(int id) {
        return actors.get(id);
    }

    /** Those with a lane: every task, then the daemons that did something others can see. */
    List<Actor> lanes() {
        return Stream.concat(
                        actors.stream().filter(a -> !a.daemon()),
                        actors.stream().filter(a -> a.daemon() && acted(a.id())))
                .toList();
    }

    private boolean acted(int task) {
        return steps.stream().anyMatch(s -> s.task() == task && shown(s));
    }

    /** Whether a step is worth a row: something happened in it that others can see, or it is where the rule broke or a
     * circle begins. */
    boolean shown(Step s) {
        return !s.acts().isEmpty() || s.number() == breach.step() || s.number() == circleBegins();
    }

    /** The number of the first step once around, or 0 when the run does not go round. */
    int circleBegins() {
        Circle circle = outcome.violated() ? outcome.schedule().circle() : null;
        return circle == null ? 0 : circle.from() + 1;
    }

    /** The steps worth a row. */
    List<Step> rows() {
        return steps.stream().filter(this::shown).toList();
    }

    /** The step of that number, or null. */
    @Nullable
    Step step(int number) {
        return number < 1 || number > steps.size() ? null : steps.get(number - 1);
    }
}
