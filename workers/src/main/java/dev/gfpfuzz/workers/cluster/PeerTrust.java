package dev.gfpfuzz.workers.cluster;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's check of a peer's certificates, which also tells the user whom it refused and why: each sentence once a minute. */
final class PeerTrust extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(PeerTrust.class);
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final X509ExtendedTrustManager jdk;
    /** Sentences that the log gets in that time, at most: a stranger can have a new name for each attempt. */
    private static final int SENTENCES_MAX = 10;

    private final Set<String> said = new HashSet<>();
    private long silentSince = System.nanoTime();

    PeerTrust(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void told(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            tell(chain, e);
            throw e;
        }
    }

    private synchronized void tell(X509Certificate[] chain, CertificateException e) {
        String who = chain.length == 0
                ? "without a certificate"
                : chain[0].getSubjectX500Principal() + " of " + chain[0].getIssuerX500Principal();
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        // A name may have line breaks, which would pass for other lines of the log.
        String sentence = ("A node is refused, " + who + ": " + cause.getMessage()).replaceAll("\\p{Cntrl}", "?");
        long now = System.nanoTime();
        if (now - silentSince > SILENCE_NANOS) {
            said.clear();
            silentSince = now;
        }
        if (said.size() < SENTENCES_MAX && said.add(sentence)) {
            LOG.warn(sentence);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        told(chain, () -> jdk.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        told(chain, () -> jdk.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        told(chain, () -> jdk.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        told(chain, () -> jdk.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        told(chain, () -> jdk.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        told(chain, () -> jdk.checkServerTrusted(chain, type));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
