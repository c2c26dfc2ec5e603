package dev.gfpfuzz.coordinator.actor;

import dev.gfpfuzz.workers.protocol.ProtocolVersion;
import dev.gfpfuzz.workers.protocol.ToCoordinator;

/** Which workers may take part: those that speak the same protocol and compute the same. */
final class Versions {
    private Versions() {}

    /**
     * @param build the coordinator's own fingerprint
     * @return one sentence for both sides, or nothing when the worker may take part
     */
    static String refusal(ToCoordinator.Hello hello, String build) {
        if (hello.version() != ProtocolVersion.CURRENT) {
            return "Worker " + hello.worker() + " is refused: it speaks version " + hello.version()
                    + " of the protocol and the coordinator version " + ProtocolVersion.CURRENT
                    + "; run the same gfpfuzz.jar on both.";
        }
        if (!hello.build().equals(build)) {
            return "Worker " + hello.worker() + " is refused: its models are those of build " + hello.build()
                    + " and the coordinator's those of build " + build + ", so that their results could differ; run the"
                    + " same gfpfuzz.jar on both.";
        }
        return "";
    }
}
