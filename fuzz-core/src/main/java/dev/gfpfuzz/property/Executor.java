package dev.gfpfuzz.property;

import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.Strategy;

/** Executes runs of one source in one thread: compiles it once, runs it often. */
final class Executor {
    private final RunSource source;
    private final Subject subject;
    private final Runner runner;
    private final int stepsMax;

    Executor(RunSource source, int stepsMax) {
        this.source = source;
        this.stepsMax = stepsMax;
        this.subject = source.subject();
        this.runner = Runner.remembering(subject, stepsMax);
    }

    Subject subject() {
        return subject;
    }

    int stepsMax() {
        return stepsMax;
    }

    RunSource source() {
        return source;
    }

    Run run(Strategy strategy, long seed) {
        var outcome = runner.run(strategy, seed);
        strategy.endRun(outcome);
        return new Run(this, outcome);
    }

    Run replay(Schedule schedule) {
        return new Run(this, runner.replay(schedule));
    }
}
