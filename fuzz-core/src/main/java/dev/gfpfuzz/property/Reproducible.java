package dev.gfpfuzz.property;

import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.Schedule;

/** What a token of either kind stands for. */
record Reproducible(RunSource source, Schedule schedule) {
    /** @throws dev.gfpfuzz.schedule.TokenException with one sentence if the token cannot be used here */
    static Reproducible of(String token, ClassLoader loader) {
        if (ModelToken.is(token)) {
            return ModelToken.decode(token, loader);
        }
        Reproduction r = Token.decode(token, Token.Sources.BUILT_IN);
        return new Reproducible(new CaseSource(r.theCase()), r.schedule());
    }

    String token() {
        return source.token(schedule);
    }

    Run run() {
        return run(dev.gfpfuzz.run.Runner.STEPS_MAX);
    }

    /** @param stepsMax steps after which it is cut off, as when it was found */
    Run run(int stepsMax) {
        return new Executor(source, stepsMax).replay(schedule);
    }
}
