package dev.gfpfuzz.run;

import dev.gfpfuzz.invariant.Counterfactual;
import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.Schedule.Circle;
import dev.gfpfuzz.step.Chooser;
import dev.gfpfuzz.step.World;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Executes runs of one subject, one after the other. Not thread-safe. */
public final class Runner {
    /** Default for the most steps of a run: far above what a scenario needs, so that reaching it means no progress. */
    public static final int STEPS_MAX = 20_000;

    private final Subject subject;
    private final int stepsMax;
    private final Course course = new Course();
    private final CourseJudge judge;
    private final @Nullable GraphWalk walk;
    private final int[] enabled;
    private @Nullable World last;

    public Runner(Subject subject) {
        this(subject, STEPS_MAX);
    }

    /** @param stepsMax steps after which a run is cut off, at least 1 */
    public Runner(Subject subject, int stepsMax) {
        this(subject, stepsMax, null);
    }

    /**
     * A runner for many runs that differ in what is picked: what {@link #run(Picker, long)} has executed in one run, it
     * looks up in the next.
     *
     * @param stepsMax steps after which a run is cut off, at least 1
     */
    public static Runner remembering(Subject subject, int stepsMax) {
        return new Runner(subject, stepsMax, new StateGraph(subject));
    }

    /**
     * As {@link #remembering}.
     *
     * @param known of this subject; read and added to
     */
    public Runner(Subject subject, int stepsMax, @Nullable StateGraph known) {
        this.subject = subject;
        this.stepsMax = stepsMax;
        this.judge = new CourseJudge(subject);
        this.walk = known == null ? null : new GraphWalk(known, course, judge);
        this.enabled = new int[subject.initial().taskCount()];
    }

    public Subject subject() {
        return subject;
    }

    /** Executes one run in which {@code picker} picks. */
    public Outcome run(Picker picker, long seed) {
        if (walk == null) {
            return run(picker, seed, subject.initial().copy());
        }
        picker.startRun(seed);
        Picker ofRun = picker.ofRun();
        course.begin();
        last = walk.go(ofRun, stepsMax);
        End end = last == null ? walk.end() : goOn(ofRun, last);
        return end == End.VIOLATED && judge.found(course.violation())
                ? replay(course.outcome(end).schedule())
                : ended(end);
    }

    /** Executes the run that a schedule describes. */
    public Outcome replay(Schedule schedule) {
        return run(new ReplayPicker(schedule), 0, subject.initial().copy());
    }

    /** The trace hash of the run that a schedule describes; see {@link World#traceHash}. */
    public long traceHash(Schedule schedule) {
        World w = subject.initial().copy();
        w.hashTrace();
        run(new ReplayPicker(schedule), 0, w);
        return w.traceHash();
    }

    /**
     * Executes one run on a world of the caller's, which is left in its final state.
     *
     * @param w a fresh copy of the subject's initial world, or one watched by others ({@link World#copyFor})
     */
    public Outcome run(Picker picker, long seed, World w) {
        last = w;
        picker.startRun(seed);
        course.begin();
        Picker ofRun = picker.ofRun();
        course.circle = ofRun.circle();
        return ended(goOn(ofRun, w));
    }

    /** Hash of the state in which the last run ended: a kind of run, for estimates of what was not seen. */
    public long finalState() {
        return last == null ? walk.endHash() : last.hash();
    }

    /** What the run has come to, once it has been compared with others of its schedule where an invariant asks for it. */
    private Outcome ended(End end) {
        Outcome outcome = course.outcome(end);
        if (!outcome.violated()) {
            return outcome;
        }
        for (Invariant i : subject.invariants()) {
            if (i instanceof Counterfactual c && c.asks(outcome.violation())) {
                if (last == null) {
                    return replay(outcome.schedule());
                }
                c.judge(last, change -> again(outcome.schedule(), change));
                course.add(last);
            }
        }
        return course.outcome(end);
    }

    private World again(Schedule schedule, Consumer<World> change) {
        World w = subject.initial().copyFor(List.of());
        change.accept(w);
        Subject unwatched = new Subject(subject.name(), subject.initial(), List.of());
        new Runner(unwatched, stepsMax).run(new ReplayPicker(schedule), 0, w);
        return w;
    }

    private End goOn(Picker picker, World w) {
        Chooser recording = (bound, reason) -> course.record(picker.nextValue(w, bound, reason));
        w.setChooser(recording);
        Circle circle = course.circle;
        End end = circle == null ? loop(picker, w, stepsMax) : around(circle, picker, w);
        w.setChooser(Chooser.ORDINARY);
        course.add(w);
        return end;
    }

    /** A run that is said to go round, until it has done so once; one that does not is an ordinary run. */
    private End around(Circle circle, Picker picker, World w) {
        End end = loop(picker, w, Math.min(stepsMax, circle.from()));
        Around around = new Around(circle, w);
        while (end == End.STEP_LIMIT && course.steps < Math.min(stepsMax, circle.end())) {
            around.couldRun(enabled, w.enabled(enabled));
            end = loop(picker, w, course.steps + 1);
            around.ran(w.running());
        }
        if (end == End.STEP_LIMIT && course.steps == circle.end() && around.closes(w)) {
            w.violated(around.violation(w));
            return End.VIOLATED;
        }
        return end == End.STEP_LIMIT ? loop(picker, w, stepsMax) : end;
    }

    private End loop(Picker picker, World w, int until) {
        while (w.violation() == null) {
            if (course.steps == until) {
                return End.STEP_LIMIT;
            }
            int n = w.enabled(enabled);
            if (n == 0) {
                w.quiesced();
                return End.atRest(w);
            }
            int task = enabled[0];
            if (n == 1) {
                picker.onlyTask(w, task);
            } else {
                task = enabled[course.record(picker.nextTask(w, enabled, n))];
            }
            if (task != w.running() && w.running() != World.NOBODY) {
                course.contextSwitches++;
            }
            w.step(task);
            course.steps++;
        }
        return End.VIOLATED;
    }
}
