package dev.gfpfuzz.workers.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import dev.gfpfuzz.workers.protocol.ToCoordinator;
import dev.gfpfuzz.workers.protocol.ToWorker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who does not belong to the group says nothing to a node with keys: no connection of theirs is let in. */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrangersTest {
    enum Stranger {
        PLAIN_TCP,
        WITHOUT_CERTIFICATE,
        OF_ANOTHER_AUTHORITY,
        EXPIRED,
        NOT_YET_VALID
    }

    @TempDir
    private static Path temp;

    private static NodeKeys coordinator;
    private static NodeKeys worker;
    private static Path expired;
    private static Path early;
    private static Path foreign;
    private static ActorSystem<Void> node;
    private static Endpoint at;
    private static final AtomicLong MESSAGES = new AtomicLong();

    private Handshakes handshakes;
    private long begunBefore;
    private long acceptedBefore;

    @BeforeAll
    static void start() {
        Authority ours = Authority.create(temp.resolve("ours"));
        coordinator = ours.issue("coordinator", -1, 30);
        worker = ours.issue("worker", -1, 30);
        expired = ours.issue("late", -30, 20).dir();
        early = ours.issue("early", 5, 20).dir();
        foreign =
                Authority.create(temp.resolve("others")).issue("worker", -1, 30).dir();
        node = ActorSystem.create(
                Behaviors.setup(context -> {
                    ActorRef<ToCoordinator> inbox = context.spawn(
                            Behaviors.receiveMessage(message -> {
                                MESSAGES.incrementAndGet();
                                return Behaviors.same();
                            }),
                            NodeConfig.INBOX);
                    context.watch(inbox);
                    return Behaviors.empty();
                }),
                NodeConfig.SYSTEM,
                NodeConfig.of(NodeConfig.Role.COORDINATOR, new Endpoint("127.0.0.1", 0), coordinator));
        Cluster cluster = Cluster.get(node);
        cluster.manager().tell(new Join(cluster.selfMember().address()));
        at = new Endpoint(
                "127.0.0.1", (Integer) cluster.selfMember().address().port().get());
    }

    @AfterAll
    static void end() {
        node.terminate();
        node.getWhenTerminated().toCompletableFuture().join();
    }

    @BeforeEach
    void count() {
        handshakes = Handshakes.of(Adapter.toClassic(node));
        begunBefore = handshakes.count();
        acceptedBefore = handshakes.acceptedCount();
    }

    @ParameterizedTest
    @EnumSource(Stranger.class)
    void stranger_isNotLetIn(Stranger who) throws Exception {
        long messages = MESSAGES.get();
        for (int i = 0; i < 20; i++) {
            knock(who);
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> handshakes.count() >= begunBefore + 20);
        assertThat(handshakes.acceptedCount()).isEqualTo(acceptedBefore);
        assertThat(MESSAGES.get()).isEqualTo(messages);
    }

    /** The same client with a certificate of the group is let in: the test above can fail. */
    @Test
    void memberOfTheGroup_isLetIn() throws Exception {
        try (Socket socket = socket(worker.dir())) {
            ((SSLSocket) socket).startHandshake();
            socket.getOutputStream().write("AKKA".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Awaitility.await().until(() -> handshakes.acceptedCount() == acceptedBefore + 1);
        }
    }

    @Test
    void keysThatWereReplaced_areTakenUpByTheNextConnection() throws Exception {
        String before = serverSees();
        Path fresh = Authority.in(temp.resolve("ours")).issue("renewed", -1, 10).dir();
        Files.copy(fresh.resolve(NodeKeys.STORE), coordinator.file(), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(coordinator.file(), java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        assertThat(serverSees()).isNotEqualTo(before).contains("renewed");
        // What cannot be used is not taken up.
        Files.writeString(coordinator.file(), "no keys");
        assertThat(serverSees()).contains("renewed");
    }

    @Test
    void keysThatCannotBeUsed_areRefusedBeforeAnythingListens() {
        assertThatThrownBy(() -> NodeKeys.in(expired)).hasMessageContaining("expired on");
        assertThatThrownBy(() -> NodeKeys.in(early)).hasMessageContaining("is not valid before");
        assertThatThrownBy(() -> NodeKeys.in(temp)).hasMessageContaining("holds no node.p12");
        assertThatThrownBy(() -> NodeConfig.of(NodeConfig.Role.WORKER, new Endpoint("192.0.2.7", 0), null))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("beyond this machine, needs keys");
    }

    /** A worker of another group joins nobody, and the coordinator hears nothing of it. */
    @Test
    void nodeOfAnotherAuthority_doesNotBecomeAMember() {
        CompletableFuture<ToWorker.Goodbye> goodbye = new CompletableFuture<>();
        long messages = MESSAGES.get();
        ActorSystem<NodeActor.Input> other = ActorSystem.create(
                NodeActor.create(new NodeActor.Plan(at, 1, "any", Runnable::run, told -> {}, goodbye)),
                NodeConfig.SYSTEM,
                NodeConfig.of(NodeConfig.Role.WORKER, new Endpoint("127.0.0.1", 0), NodeKeys.in(foreign)));
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> handshakes.count() > begunBefore);
            assertThat(Cluster.get(node).state().members().size()).isEqualTo(1);
            assertThat(handshakes.acceptedCount()).isEqualTo(acceptedBefore);
            assertThat(MESSAGES.get()).isEqualTo(messages);
        } finally {
            other.terminate();
            other.getWhenTerminated().toCompletableFuture().join();
        }
    }

    private static void knock(Stranger who) throws Exception {
        try (Socket socket = switch (who) {
            case PLAIN_TCP -> new Socket(InetAddress.getLoopbackAddress(), at.port());
            case WITHOUT_CERTIFICATE -> socket(null);
            case OF_ANOTHER_AUTHORITY -> socket(foreign);
            case EXPIRED -> socket(expired);
            case NOT_YET_VALID -> socket(early);
        }) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write("AKKA\1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.write(new byte[1000]);
            out.flush();
            InputStream in = socket.getInputStream();
            // The node ends the connection, and says nothing but why: a record that is a TLS alert.
            assertThat(in.read()).isIn(-1, 0x15);
        } catch (IOException refused) {
            assertThat(refused).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    private static String serverSees() throws Exception {
        try (SSLSocket socket = socket(worker.dir())) {
            socket.startHandshake();
            return socket.getSession().getPeerPrincipal().toString();
        }
    }

    /** @param keys whose certificate to show, null for none */
    private static SSLSocket socket(@org.jspecify.annotations.Nullable Path keys) throws Exception {
        KeyManager[] managers = null;
        if (keys != null) {
            KeyStore store =
                    KeyStore.getInstance(keys.resolve(NodeKeys.STORE).toFile(), NodeKeys.PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NodeKeys.PASSWORD.toCharArray());
            managers = new KeyManager[] {new ShowsItInAnyCase((X509ExtendedKeyManager) factory.getKeyManagers()[0])};
        }
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(managers, new TrustManager[] {new TrustsEverybody()}, null);
        return (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), at.port());
    }

    /** A stranger who shows a certificate though the node has asked for one of another authority. */
    private static final class ShowsItInAnyCase extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        ShowsItInAnyCase(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(types, null, socket);
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return keys.chooseEngineClientAlias(types, null, engine);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys.getClientAliases(type, null);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return keys.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return keys.getServerAliases(type, issuers);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }

    /** A stranger who would talk to anybody. */
    private static final class TrustsEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
