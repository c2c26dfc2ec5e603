package dev.gfpfuzz.workers.shard;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.ProfileParser;
import dev.gfpfuzz.profile.ProfilePrinter;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.scenario.ScenarioPrinter;
import dev.gfpfuzz.scenario.Scenarios;

/**
 * What is searched: one scenario under one profile, written so that it means the same on every machine; or the generator
 * of scenarios under one profile; or a user's own property: what it runs is its own business, and the text says where its
 * class is.
 *
 * @param kind where the scenario comes from
 * @param scenario the scenario's name
 * @param scenarioText the scenario in its text form; empty for generated ones. Of a property: where its
 *     class is
 * @param seed of a generated scenario, else 0
 * @param profile the profile's name
 * @param profileText the profile in its text form; empty for a built-in one
 */
public record Target(Kind kind, String scenario, String scenarioText, long seed, String profile, String profileText) {
    /** Where a scenario comes from. Their order is on the wire. */
    public enum Kind {
        BUILT_IN,
        OWN,
        /** The generator's, of one seed. */
        GENERATED,
        /** Not one scenario: a fresh one of the generator's for every few runs. */
        GENERATOR,
        /** No scenario but a user's own property. */
        PROPERTY
    }

    /** This scenario under this profile, each built in or a user's own. */
    public static Target of(Scenario scenario, Profile profile) {
        boolean builtIn = Scenarios.names().contains(scenario.name())
                && Scenarios.named(scenario.name()).equals(scenario);
        return new Target(
                builtIn ? Kind.BUILT_IN : Kind.OWN,
                scenario.name(),
                ScenarioPrinter.print(scenario),
                0,
                profile.name(),
                textOf(profile));
    }

    /** The generator's scenario of a seed. */
    public static Target generated(long seed, Profile profile) {
        return generated(seed, profile.name(), textOf(profile));
    }

    /** A fresh scenario of the generator's for every few runs; see {@link ShardSpec#target(long)}. */
    public static Target generator(Profile profile) {
        return new Target(Kind.GENERATOR, "generated", "", 0, profile.name(), textOf(profile));
    }

    private static Target generated(long seed, String profile, String profileText) {
        String name =
                ScenarioGenerator.generate(seed, ScenarioGenerator.Mode.VALID).name();
        return new Target(Kind.GENERATED, name, "", seed, profile, profileText);
    }

    private static String textOf(Profile profile) {
        return profile.equals(Profiles.named(profile.name())) ? "" : ProfilePrinter.print(profile);
    }

    /** Of a generator: its scenario of a seed, under the same profile. */
    Target atSeed(long itsSeed) {
        return generated(itsSeed, profile, profileText);
    }

    /**
     * The case to run.
     *
     * @throws IllegalArgumentException with a sentence when a text does not parse, when the scenario said to be built in
     *     is another one here, or for a generator or property, which is no case
     */
    public Case toCase() {
        Profile row = row();
        return switch (kind) {
            case BUILT_IN -> {
                if (!ScenarioPrinter.print(Scenarios.named(scenario)).equals(scenarioText)) {
                    throw new IllegalArgumentException(
                            "Scenario " + scenario + " is built in here with another text: the versions differ");
                }
                yield Case.builtIn(scenario, row);
            }
            case OWN -> Case.own(ScenarioParser.parse(scenarioText, scenario), row);
            case GENERATED -> Case.generated(seed, ScenarioGenerator.Mode.VALID, row);
            case PROPERTY -> throw new IllegalArgumentException("A property is no case; its runs are");
            case GENERATOR -> throw new IllegalArgumentException("The generator is no case; its scenarios are");
        };
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

    /** Whether this is a user's own property instead of a scenario; {@link #toCase} has nothing to give then. */
    public boolean isProperty() {
        return kind == Kind.PROPERTY;
    }

    /** Whether this is one scenario under one profile, so that all of its runs can be searched. */
    public boolean isOneSpace() {
        return kind != Kind.PROPERTY && kind != Kind.GENERATOR;
    }

    /** For people: {@code two-readers under v4_17}. */
    public String title() {
        return switch (kind) {
            case PROPERTY -> "property " + scenario;
            case GENERATOR -> "generated scenarios under " + profile;
            default -> scenario + " under " + profile;
        };
    }
}
