package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.Listening;
import dev.gfpfuzz.workers.cluster.Endpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where workers join. */
final class ListenOptions {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = {
                "Where workers join: the name or address by which they reach this machine, and a port (0: one that is",
                "free). Beyond this machine it needs --keys."
            })
    @Nullable
    String listen;

    @Option(names = "--keys", paramLabel = "DIR", description = "This node's keys, as made by keys init.")
    @Nullable
    Path keys;

    /** @return null when nobody is to join */
    @Nullable
    Listening listening() {
        if (listen == null && keys != null) {
            throw new UserException("--keys is for a coordinator that listens; say where with --listen HOST:PORT.");
        }
        return listen == null ? null : new Listening(Endpoint.parse(listen), Inputs.keys(keys));
    }
}
