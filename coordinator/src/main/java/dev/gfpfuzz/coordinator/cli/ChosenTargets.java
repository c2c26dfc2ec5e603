package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.workers.shard.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scenarios that a user chose, under one profile, each once: results are told by a scenario's name. */
final class ChosenTargets {
    private final Profile profile;
    private final Map<String, Chosen> byName = new LinkedHashMap<>();

    /** @param source where the scenario is from, for people */
    private record Chosen(Target target, String source) {}

    ChosenTargets(Profile profile) {
        this.profile = profile;
    }

    /**
     * Adds a scenario; the same one again is nothing.
     *
     * @param source where it is from: a name on the command line, a file
     * @throws UserException when another scenario has its name
     */
    void add(Scenario scenario, String source) {
        Target target = Target.of(scenario, profile);
        Chosen other = byName.putIfAbsent(scenario.name(), new Chosen(target, source));
        if (other != null && !other.target().equals(target)) {
            throw new UserException("Both " + other.source() + " and " + source + " have a scenario " + scenario.name()
                    + ", and not the same one; rename one of them.");
        }
    }

    /** In the order in which they were added. */
    List<Target> all() {
        return byName.values().stream().map(Chosen::target).toList();
    }
}
