package dev.gfpfuzz.workers.cluster;

import akka.actor.ActorSystem;
import akka.remote.artery.tcp.SSLEngineProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * TLS 1.3 between nodes. Both sides show a certificate of an authority that the other trusts, and that bears the group's
 * name: an authority that is used for other things, too, does not open the door to them. Keys that were replaced on the
 * disk are taken up by the next connection; those that cannot be used are not, and the old ones stay.
 *
 * <p>Akka's own engine with keys that rotate reads RSA keys only (2.8.5), hence this one.
 */
public final class NodeTls implements SSLEngineProvider {
    private static final Logger LOG = LoggerFactory.getLogger(NodeTls.class);
    /** Kind of a DNS name among a certificate's alternative names. */
    private static final int DNS = 2;

    private final NodeKeys keys;
    private final Handshakes handshakes;
    private SSLContext context;
    private FileTime readAt;

    /** Made by Akka, as {@code node.conf} says. */
    public NodeTls(ActorSystem system) {
        keys = new NodeKeys(Path.of(system.settings().config().getString(NodeKeys.SETTING)));
        handshakes = Handshakes.of(system);
        readAt = writtenAt();
        context = keys.context();
    }

    private FileTime writtenAt() {
        try {
            return Files.getLastModifiedTime(keys.file());
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private synchronized SSLContext context() {
        FileTime now = writtenAt();
        if (!now.equals(readAt)) {
            readAt = now;
            try {
                context = keys.context();
            } catch (ClusterException e) {
                LOG.warn("The keys were replaced by some that cannot be used; the old ones stay. {}", e.getMessage());
            }
        }
        return context;
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        handshakes.began();
        SSLEngine engine = engine(hostname, port);
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine engine = engine(hostname, port);
        engine.setUseClientMode(true);
        return engine;
    }

    private SSLEngine engine(String hostname, int port) {
        SSLEngine engine = context().createSSLEngine(hostname, port);
        engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        return engine;
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return Option.apply(wrong(session));
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        Throwable wrong = wrong(session);
        if (wrong == null) {
            handshakes.accepted();
        }
        return Option.apply(wrong);
    }

    /** What is wrong with a peer whose certificate is of the right authority, or null. */
    static @Nullable Throwable wrong(SSLSession session) {
        try {
            X509Certificate peer = (X509Certificate) session.getPeerCertificates()[0];
            Collection<List<?>> names = Objects.requireNonNullElse(peer.getSubjectAlternativeNames(), List.of());
            if (names.stream().anyMatch(n -> n.get(0).equals(DNS) && n.get(1).equals(Authority.GROUP))) {
                return null;
            }
            return new ClusterException("The certificate of " + peer.getSubjectX500Principal()
                    + " does not bear the name " + Authority.GROUP);
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return e;
        }
    }
}
