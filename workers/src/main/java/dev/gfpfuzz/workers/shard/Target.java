package dev.gfpfuzz.workers.shard;

/**
 * What is searched: one scenario under one profile, both as text, so that it means the same on every machine.
 *
 * @param scenario the scenario's name
 * @param scenarioText the scenario in its text form
 * @param builtIn whether the scenario is one of the built-in ones; its tokens then carry the name instead of the text
 * @param profile the profile's name
 * @param profileText the profile in its text form; empty for a built-in one
 */
public record Target(String scenario, String scenarioText, boolean builtIn, String profile, String profileText) {
    /** For people: {@code two-readers under v4_17}. */
    public String title() {
        return scenario + " under " + profile;
    }
}
