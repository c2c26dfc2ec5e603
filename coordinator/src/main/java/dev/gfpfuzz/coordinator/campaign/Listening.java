package dev.gfpfuzz.coordinator.campaign;

import dev.gfpfuzz.workers.cluster.Endpoint;
import dev.gfpfuzz.workers.cluster.NodeConfig;
import dev.gfpfuzz.workers.cluster.NodeKeys;
import org.jspecify.annotations.Nullable;

/**
 * Where workers of other processes and machines join a campaign.
 *
 * @param at the name or address by which they reach it; port 0 lets the system choose
 * @param keys the coordinator's keys; null only when nobody but this machine can reach it
 */
public record Listening(Endpoint at, @Nullable NodeKeys keys) {
    /** @throws dev.gfpfuzz.workers.cluster.ClusterException when others could reach it and there are no keys */
    public Listening {
        NodeConfig.requireKeys(at, keys);
    }
}
