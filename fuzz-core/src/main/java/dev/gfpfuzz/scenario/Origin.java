package dev.gfpfuzz.scenario;

import dev.gfpfuzz.text.BadInputException;

/** Where a scenario comes from: what a token has to carry so that it can be had again. */
public sealed interface Origin {
    /** The scenario, before any edit. */
    Scenario scenario();

    /** One of {@link Scenarios}. */
    record BuiltIn(String name) implements Origin {
        /** @throws BadInputException from {@link #scenario} if there is none of that name */
        @Override
        public Scenario scenario() {
            return Scenarios.named(name);
        }
    }

    /** A user's own, from a file or a program. */
    record Own(Scenario scenario) implements Origin {}
}
