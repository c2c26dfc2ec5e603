package dev.gfpfuzz.shrink;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Picker;
import dev.gfpfuzz.run.ReplayPicker;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something smaller that may still show the bug. Immutable, and {@link #attempt} depends on nothing else: a candidate can
 * be tried in any thread, on any machine, with the same result.
 *
 * @param target what to run
 * @param plans how to look for the bug, tried in order until one finds it
 * @param bug which bug
 * @param below the run found must be smaller than this
 * @param stepsMax steps after which a run is cut off
 */
public record Candidate(Target target, List<Plan> plans, Bug bug, Measure below, int stepsMax) {
    public Candidate {
        plans = List.copyOf(plans);
    }

    /** Whether a smaller run is one with smaller choices: then a search may find one that is as long, and yet not smaller. */
    boolean sameParts() {
        return target.tasks() == below.tasks()
                && target.operations() == below.operations()
                && target.sizes() == below.sizes();
    }

    /** Looks for the bug. */
    public Attempt attempt() {
        return attempt(null);
    }

    /** As above, as one of a team's candidates. */
    Attempt attempt(Team.@Nullable Seat seat) {
        int runs = 0;
        int states = 0;
        long[] steps = {0};
        boolean searched = false;
        try {
            Subject subject = target.subject();
            for (Plan plan : plans) {
                Failure found;
                if (bug.report() && isSearch(plan)) {
                    // The run goes on behind a report, so the shortest way to it is not the shortest run.
                    continue;
                }
                if (isSearch(plan)) {
                    LeastRun.Answer answer = search(subject, plan, seat).find();
                    states += answer.states();
                    searched = plan instanceof Plan.Search && answer.complete();
                    runs += answer.schedule() == null ? 0 : 1;
                    found = answer.schedule() == null ? null : replay(subject, answer.schedule(), steps);
                } else {
                    runs++;
                    found = plan instanceof Plan.Follow f
                            ? follow(subject, f.steps(), steps)
                            : replay(subject, ((Plan.Replay) plan).schedule(), steps);
                }
                if (found != null && ShrinkOrder.compare(found.measure(), below) < 0) {
                    return new Attempt(found, runs, steps[0], states, searched);
                }
            }
        } catch (IllegalStateException | IllegalArgumentException broken) {
            // An edit may leave something that no model accepts (a cache without room for a buffer): no reproduction.
            return new Attempt(null, runs, steps[0], states, true);
        }
        return new Attempt(null, runs, steps[0], states, searched);
    }

    private static boolean isSearch(Plan plan) {
        return plan instanceof Plan.Search || plan instanceof Plan.Complete;
    }

    private LeastRun search(Subject subject, Plan plan, Team.@Nullable Seat seat) {
        long bound = LeastRun.costBelow(below, target);
        if (plan instanceof Plan.Complete c) {
            return new LeastRun(subject, bug, c.statesMax(), bound, seat).beginningWith(c.beginning());
        }
        return new LeastRun(subject, bug, ((Plan.Search) plan).statesMax(), bound, seat);
    }

    /**
     * The run of a schedule that is known to show the bug.
     *
     * @throws IllegalStateException if it does not
     */
    static Failure replayOf(Target target, Subject subject, Schedule schedule, Bug bug) {
        Measure nothing = new Measure(0, 0, 0, 0, 0, 0, Schedule.EMPTY);
        Failure f =
                new Candidate(target, List.of(), bug, nothing, Runner.STEPS_MAX).replay(subject, schedule, new long[1]);
        if (f == null) {
            throw new IllegalStateException("A schedule of " + subject.name()
                    + " does not show the same bug twice: the model depends on something that is not chosen");
        }
        return f;
    }

    private @Nullable Failure follow(Subject subject, List<Taken> steps, long[] executed) {
        StepsPicker picker = new StepsPicker(steps);
        return run(subject, picker, List.of(picker), executed);
    }

    private @Nullable Failure replay(Subject subject, Schedule schedule, long[] executed) {
        return run(subject, new ReplayPicker(schedule), List.of(), executed);
    }

    private @Nullable Failure run(Subject subject, Picker picker, List<Observer> more, long[] executed) {
        Recording recording = new Recording(picker, target, subject.initial().taskCount());
        List<Observer> audience = new ArrayList<>(subject.initial().observers());
        audience.add(recording);
        audience.addAll(more);
        World w = subject.initial().copyFor(audience);
        Outcome outcome = new Runner(subject, stepsMax).run(recording, 0, w);
        executed[0] += outcome.steps();
        return bug.isIn(outcome) ? Failure.of(target, outcome, recording.steps()) : null;
    }
}
