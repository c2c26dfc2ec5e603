package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.scenario.Reproduction;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Token;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A token, and the files that it may ask for. */
final class TokenInput {
    @Parameters(index = "0", paramLabel = "TOKEN", description = "What a finding or a failed test has printed: gfz1...")
    String token = "";

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "The scenario's file, when it is too long to be inside the token.")
    List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "The profile's file, when it is too long to be inside the token.")
    List<String> profiles = new ArrayList<>();

    Reproduction reproduction() {
        List<Scenario> ownScenarios =
                scenarios.stream().map(s -> Inputs.scenario(s).scenario()).toList();
        List<Profile> ownProfiles = profiles.stream().map(Inputs::profile).toList();
        return Token.decode(token, new Token.Sources(ownScenarios, ownProfiles));
    }

    /** The token without the blanks that a mail program put into it. */
    String clean() {
        return token.replaceAll("\\s", "");
    }
}
