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

    /** One of {@link ScenarioGenerator}'s. */
    record Generated(long seed, ScenarioGenerator.Mode mode) implements Origin {
        @Override
        public Scenario scenario() {
            return ScenarioGenerator.generate(seed, mode);
        }
    }

    /** A user's own, from a file or a program. */
    record Own(Scenario scenario) implements Origin {}
}
