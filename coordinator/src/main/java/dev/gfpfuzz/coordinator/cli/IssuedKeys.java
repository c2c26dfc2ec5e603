package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.workers.cluster.Authority;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Makes the keys of some nodes and tells where they are. */
final class IssuedKeys {
    private static final int DAYS_MAX = 36_500;

    private final Console console;
    private final Common common;

    IssuedKeys(Console console, Common common) {
        this.console = console;
        this.common = common;
    }

    /**
     * @param nodes names that can be nodes'; one that occurs twice is one node
     * @return the exit code
     */
    int issue(Authority authority, List<String> nodes, long days) {
        int valid = (int) Math.min(DAYS_MAX, days);
        List<Documents.NodeKeys> made = new ArrayList<>();
        for (String node : new LinkedHashSet<>(nodes)) {
            // Yesterday, for nodes whose clocks are behind.
            String dir = authority.issue(node, -1, valid + 1).dir().toString();
            made.add(new Documents.NodeKeys(node, dir));
            if (!common.json) {
                console.out().println("Keys of " + node + ", valid for " + valid + " days: " + dir);
            }
        }
        if (common.json) {
            console.out().print(Json.text(new Documents.Keys(made, valid)));
        }
        return ExitCode.DONE;
    }
}
