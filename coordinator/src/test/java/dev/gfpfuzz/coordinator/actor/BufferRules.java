package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.property.Run;
import dev.gfpfuzz.property.Scheduled;

/** A user's properties: one that finds something, one that holds, one that ends its process. */
final class BufferRules {
    void noBufferIsLost(@Scheduled(scenario = "two-readers", profile = "mut_renoio") Run run) {
        run.mustHold("no-lost-freed-buffer");
    }

    void nothingIsBroken(@Scheduled(scenario = "two-readers") Run run) {
        run.mustHold();
    }

    void endsTheProcess(@Scheduled(scenario = "two-readers") Run run) {
        if (run.outcome().contextSwitches() > 14) {
            System.exit(0);
        }
    }
}
