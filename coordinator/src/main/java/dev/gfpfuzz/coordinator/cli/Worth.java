package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import java.util.List;

/** Which built-in scenarios a campaign over all of them runs: those that a correct kernel holds. */
final class Worth {
    private Worth() {}

    static List<Scenario> running() {
        return Scenarios.all().stream().filter(s -> !breaksItsContract(s)).toList();
    }

    /** Those that misuse the kernel on purpose: whatever a profile does, they fail, so they say nothing about it. */
    static List<String> leftOut() {
        return Scenarios.all().stream()
                .filter(Worth::breaksItsContract)
                .map(Scenario::name)
                .toList();
    }

    private static boolean breaksItsContract(Scenario s) {
        return s.expectations().stream().anyMatch(e -> e.profile().equals(Profiles.V4_17.name()) && !e.holds());
    }
}
