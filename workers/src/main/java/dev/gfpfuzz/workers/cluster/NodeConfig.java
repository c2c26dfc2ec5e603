package dev.gfpfuzz.workers.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The settings of a node's actor system: {@code node.conf}, its role, its address and its keys. */
public final class NodeConfig {
    /** The name of every actor system: nodes of different names do not meet. */
    public static final String SYSTEM = "gfpfuzz";

    /** The name of the coordinator's actor that workers talk to. */
    public static final String INBOX = "inbox";

    /** What a node is. */
    public enum Role {
        COORDINATOR,
        WORKER
    }

    private NodeConfig() {}

    /** @throws ClusterException with a sentence when a node would listen beyond this machine without keys */
    public static void requireKeys(Endpoint at, @Nullable NodeKeys keys) {
        if (keys == null && !at.isLoopback()) {
            throw new ClusterException("Listening at " + at + ", beyond this machine, needs keys: make them with"
                    + " './gfpfuzz keys init DIR' and name this node's with --keys DIR/NODE.");
        }
    }

    /**
     * @param at where the node listens
     * @param keys its keys, null for none
     * @throws ClusterException when it would listen beyond this machine without keys, or the keys cannot be used
     */
    public static Config of(Role role, Endpoint at, @Nullable NodeKeys keys) {
        requireKeys(at, keys);
        Config own = ConfigFactory.parseResources(NodeConfig.class, "node.conf")
                .withValue(
                        "akka.cluster.roles",
                        ConfigValueFactory.fromIterable(List.of(role.name().toLowerCase(Locale.ROOT))))
                .withValue("akka.remote.artery.canonical.hostname", ConfigValueFactory.fromAnyRef(at.host()))
                .withValue("akka.remote.artery.canonical.port", ConfigValueFactory.fromAnyRef(at.port()));
        Config keyed = keys == null ? own : keys.config().withFallback(own);
        return ConfigFactory.defaultOverrides().withFallback(keyed).withFallback(ConfigFactory.load());
    }
}
