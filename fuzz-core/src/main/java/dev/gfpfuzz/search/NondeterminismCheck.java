package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Picker;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.StateView;

/**
 * Runs another strategy and, for some of its runs, executes their schedules twice more and compares: same end, same
 * violation, same counts, same trace. A difference means that a model looks at something outside the world (a clock, an
 * address, the order of a hash table), and nothing that it finds could be replayed.
 */
public final class NondeterminismCheck implements Strategy {
    /** One run in so many, in every campaign. */
    public static final int ONE_IN = 1000;

    private final Strategy checked;
    private final Runner runner;
    private final int oneIn;
    private boolean sampled;
    private long checks;

    /** @param stepsMax as of the runner whose runs are checked */
    public NondeterminismCheck(Strategy checked, Subject subject, int stepsMax, int oneIn) {
        this.checked = checked;
        this.runner = new Runner(subject, stepsMax);
        this.oneIn = oneIn;
    }

    @Override
    public String name() {
        return checked.name();
    }

    @Override
    public void startRun(long seed) {
        sampled = Long.remainderUnsigned(SplitMix64.mix(seed + 0x632BE59BD9B4E019L), oneIn) == 0;
        checked.startRun(seed);
    }

    @Override
    public Picker ofRun() {
        return checked.ofRun();
    }

    @Override
    public int nextTask(StateView at, int[] enabled, int n) {
        return checked.nextTask(at, enabled, n);
    }

    @Override
    public void onlyTask(StateView at, int task) {
        checked.onlyTask(at, task);
    }

    @Override
    public int nextValue(StateView at, int bound, String reason) {
        return checked.nextValue(at, bound, reason);
    }

    /** @throws IllegalStateException if a run does not repeat */
    @Override
    public void endRun(Outcome outcome) {
        checked.endRun(outcome);
        if (!sampled) {
            return;
        }
        checks++;
        Outcome again = runner.replay(outcome.schedule());
        boolean same =
                again.equals(outcome) && runner.traceHash(outcome.schedule()) == runner.traceHash(outcome.schedule());
        if (!same) {
            throw new IllegalStateException("The schedule " + outcome.schedule() + " of "
                    + runner.subject().name() + " does not repeat: it ended " + outcome.end() + " after "
                    + outcome.steps() + " steps, then " + again.end() + " after " + again.steps()
                    + ". A model reads something that is not in the world.");
        }
    }

    @Override
    public Knowledge learned() {
        return checked.learned();
    }

    /** Runs compared so far. */
    public long checks() {
        return checks;
    }
}
