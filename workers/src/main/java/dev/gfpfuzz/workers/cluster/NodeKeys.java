package dev.gfpfuzz.workers.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A node's keys: a directory with the file {@code node.p12}, a PKCS12 store of the node's private key with its
 * certificates, and of the authorities that it trusts. The file may be replaced while the node runs.
 */
public record NodeKeys(Path dir) {
    static final String STORE = "node.p12";
    /** The store's format wants one. Who can read the file has the key: its permissions are what protects it. */
    static final String PASSWORD = "gfpfuzz";

    static final String SETTING = "gfpfuzz.keys";

    /** @throws ClusterException with a sentence when they are missing, cannot be read or have expired */
    public static NodeKeys in(Path dir) {
        NodeKeys keys = new NodeKeys(dir.toAbsolutePath());
        if (!Files.isReadable(keys.file())) {
            throw new ClusterException("'" + dir + "' holds no " + STORE + " that can be read; ./gfpfuzz keys init DIR"
                    + " makes a directory with one for each node.");
        }
        keys.context();
        return keys;
    }

    Path file() {
        return dir.resolve(STORE);
    }

    Config config() {
        return ConfigFactory.parseMap(Map.of("akka.remote.artery.transport", "tls-tcp", SETTING, dir.toString()));
    }

    /** What connections are made with, from the file as it is now. */
    public SSLContext context() {
        try {
            // Own and trusted apart: the JDK would trust the node's own certificate as if it were an authority's.
            KeyStore store = KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
            KeyStore own = KeyStore.getInstance("PKCS12");
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            trusted.load(null, null);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    requireValid((X509Certificate) store.getCertificate(alias));
                    own.setKeyEntry(
                            alias,
                            store.getKey(alias, PASSWORD.toCharArray()),
                            PASSWORD.toCharArray(),
                            store.getCertificateChain(alias));
                } else {
                    trusted.setCertificateEntry(alias, store.getCertificate(alias));
                }
            }
            if (own.size() != 1 || trusted.size() < 1) {
                throw new ClusterException(
                        "'" + file() + "' holds " + own.size() + " private keys and " + trusted.size()
                                + " trusted certificates; a node has one key and trusts one authority or more.");
            }
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(own, PASSWORD.toCharArray());
            TrustManagerFactory trustManagers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            X509ExtendedTrustManager jdk =
                    (X509ExtendedTrustManager) trustManagers.getTrustManagers()[0];
            context.init(keyManagers.getKeyManagers(), new TrustManager[] {new PeerTrust(jdk)}, null);
            return context;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // The last: there is no such file at this moment.
            throw new ClusterException("'" + file() + "' cannot be used as a node's keys: " + e.getMessage() + ".", e);
        }
    }

    /** Whether the other side of a connection, whose certificate an authority of ours has issued, is of the group. */
    public static boolean isOfTheGroup(SSLSession session) {
        return NodeTls.wrong(session) == null;
    }

    private void requireValid(X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new ClusterException(
                    "The certificate in '" + file() + "' expired on "
                            + certificate.getNotAfter().toInstant() + "; ./gfpfuzz keys add DIR NODE makes a new one.",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new ClusterException(
                    "The certificate in '" + file() + "' is not valid before "
                            + certificate.getNotBefore().toInstant() + "; is this machine's clock right?",
                    e);
        }
    }
}
