package dev.gfpfuzz.workers.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A node's keys: a directory with its certificate, its private key and the certificate of the authority that all nodes
 * trust, in PEM. The files may be replaced while the node runs.
 */
public record NodeKeys(Path dir) {
    static final String CERTIFICATE = "tls.crt";
    static final String KEY = "tls.key";
    static final String AUTHORITY = "ca.crt";

    /** @throws ClusterException with a sentence when a file is missing */
    public static NodeKeys in(Path dir) {
        for (String name : List.of(CERTIFICATE, KEY, AUTHORITY)) {
            if (!Files.isReadable(dir.resolve(name))) {
                throw new ClusterException("'" + dir + "' holds no " + name
                        + " that can be read; a node's keys are the files " + AUTHORITY + ", " + CERTIFICATE + " and "
                        + KEY + " (./gfpfuzz keys init DIR makes them).");
            }
        }
        return new NodeKeys(dir.toAbsolutePath());
    }

    Config config() {
        return ConfigFactory.empty();
    }
}
