package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.ProfileParser;
import dev.gfpfuzz.profile.ProfilePrinter;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.scenario.ScenarioPrinter;
import dev.gfpfuzz.scenario.Scenarios;

/**
 * What is searched: one scenario under one profile, both as text, so that it means the same on every machine. Or a user's
 * own property; what it runs is then its own business, and the text says where its class is.
 *
 * @param scenario the scenario's name
 * @param scenarioText the scenario in its text form
 * @param builtIn whether the scenario is one of the built-in ones; its tokens then carry the name instead of the text
 * @param profile the profile's name
 * @param profileText the profile in its text form; empty for a built-in one
 */
public record Target(String scenario, String scenarioText, boolean builtIn, String profile, String profileText) {
    /** This scenario under this profile, each built in or a user's own. */
    public static Target of(Scenario scenario, Profile profile) {
        boolean builtIn = Scenarios.names().contains(scenario.name())
                && Scenarios.named(scenario.name()).equals(scenario);
        boolean known = profile.equals(Profiles.named(profile.name()));
        return new Target(
                scenario.name(),
                ScenarioPrinter.print(scenario),
                builtIn,
                profile.name(),
                known ? "" : ProfilePrinter.print(profile));
    }

    /**
     * The case to run.
     *
     * @throws IllegalArgumentException with a sentence when a text does not parse, or when the scenario said to be
     *     built in is another one here
     */
    public Case toCase() {
        Profile row = row();
        if (!builtIn) {
            return Case.own(ScenarioParser.parse(scenarioText, scenario), row);
        }
        if (!ScenarioPrinter.print(Scenarios.named(scenario)).equals(scenarioText)) {
            throw new IllegalArgumentException(
                    "Scenario " + scenario + " is built in here with another text: the versions differ");
        }
        return Case.builtIn(scenario, row);
    }

    private Profile row() {
        if (!profileText.isEmpty()) {
            return ProfileParser.parse(profileText, profile);
        }
        Profile row = Profiles.named(profile);
        if (row == null) {
            throw new IllegalArgumentException("Profile '" + profile + "' is not built in here: the versions differ");
        }
        return row;
    }

    /** First line of the text of a target that is a user's own property. */
    public static final String PROPERTY = "property";

    /** Whether this is a user's own property instead of a scenario; {@link #toCase} has nothing to give then. */
    public boolean isProperty() {
        return scenarioText.startsWith(PROPERTY + "\n");
    }

    /** For people: {@code two-readers under v4_17}. */
    public String title() {
        return isProperty() ? "property " + scenario : scenario + " under " + profile;
    }
}
