package dev.gfpfuzz.run;

import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.step.Chooser;
import dev.gfpfuzz.step.World;
import java.util.Arrays;

/** Executes runs of one subject, one after the other. Not thread-safe. */
public final class Runner {
    /** Default for the most steps of a run: far above what a scenario needs, so that reaching it means no progress. */
    public static final int STEPS_MAX = 20_000;

    private final Subject subject;
    private World last;
    private final int stepsMax;
    private final int[] enabled;
    private int[] choices = new int[256];
    private int choiceCount;
    private int contextSwitches;
    private int steps;

    public Runner(Subject subject) {
        this(subject, STEPS_MAX);
    }

    /** @param stepsMax steps after which a run is cut off, at least 1 */
    public Runner(Subject subject, int stepsMax) {
        this.subject = subject;
        this.last = subject.initial();
        this.stepsMax = stepsMax;
        this.enabled = new int[subject.initial().taskCount()];
    }

    public Subject subject() {
        return subject;
    }

    /** Executes one run in which {@code picker} picks. */
    public Outcome run(Picker picker, long seed) {
        return run(picker, seed, subject.initial().copy());
    }

    /** Executes the run that a schedule describes. */
    public Outcome replay(Schedule schedule) {
        return run(new ReplayPicker(schedule), 0);
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
        Picker ofRun = picker.ofRun();
        choiceCount = 0;
        contextSwitches = 0;
        steps = 0;
        Chooser recording = (bound, reason) -> record(ofRun.nextValue(w, bound, reason));
        w.setChooser(recording);
        End end = loop(ofRun, w);
        w.setChooser(Chooser.ORDINARY);
        return new Outcome(
                end,
                w.violation(),
                w.reports(),
                Schedule.of(choices, choiceCount),
                steps,
                contextSwitches,
                w.exercised());
    }

    /** Hash of the state in which the last run ended: a kind of run, for estimates of what was not seen. */
    public long finalState() {
        return last.hash();
    }

    private End loop(Picker picker, World w) {
        while (steps < stepsMax) {
            int n = w.enabled(enabled);
            if (n == 0) {
                w.quiesced();
                return w.violation() != null ? End.VIOLATED : w.finished() ? End.FINISHED : End.STUCK;
            }
            int task = enabled[0];
            if (n == 1) {
                picker.onlyTask(w, task);
            } else {
                task = enabled[record(picker.nextTask(w, enabled, n))];
            }
            if (task != w.running() && w.running() != World.NOBODY) {
                contextSwitches++;
            }
            w.step(task);
            steps++;
            if (w.violation() != null) {
                return End.VIOLATED;
            }
        }
        return End.STEP_LIMIT;
    }

    private int record(int choice) {
        if (choiceCount == choices.length) {
            choices = Arrays.copyOf(choices, choiceCount * 2);
        }
        choices[choiceCount++] = choice;
        return choice;
    }
}
