package dev.gfpfuzz.workers.cluster;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's check of a peer's certificates, which also tells the user whom it refused and why: a sentence a minute. */
final class PeerTrust extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(PeerTrust.class);
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final X509ExtendedTrustManager jdk;
    private @Nullable String last;
    private long lastAt;

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
        String sentence = "A node is refused, " + who + ": " + cause.getMessage();
        long now = System.nanoTime();
        if (!sentence.equals(last) || now - lastAt > SILENCE_NANOS) {
            LOG.warn(sentence);
            lastAt = now;
        }
        last = sentence;
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
