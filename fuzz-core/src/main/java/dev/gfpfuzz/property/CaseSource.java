package dev.gfpfuzz.property;

import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Token;
import dev.gfpfuzz.schedule.Schedule;

/** A scenario, with edits, under a profile. */
record CaseSource(Case theCase) implements RunSource {
    @Override
    public String title() {
        return theCase.scenario().name() + " under " + theCase.profile().name();
    }

    @Override
    public Subject subject() {
        return theCase.subject();
    }

    @Override
    public String token(Schedule schedule) {
        return Token.encode(theCase, schedule);
    }

    @Override
    public Scenario scenario() {
        return theCase.scenario();
    }
}
