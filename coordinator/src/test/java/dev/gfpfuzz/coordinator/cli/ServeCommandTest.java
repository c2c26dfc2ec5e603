package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gfpfuzz.workers.cluster.NodeKeys;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve}: the page, what follows it, and who is not shown anything. */
class ServeCommandTest {
    @TempDir
    private Path temp;

    private String campaign;
    private final Interrupt interrupt = Interrupt.never();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void smallCampaign() {
        campaign = temp.resolve("night").toString();
        Program.Result r = Program.run(
                "run",
                "two-readers",
                "--profile",
                "mut_renoio",
                "--schedules",
                "200",
                "--seed",
                "1",
                "--campaign",
                campaign);
        assertThat(r.code()).as(r.err()).isEqualTo(ExitCode.VIOLATION);
    }

    private CompletableFuture<Program.Result> serve(String... more) {
        String[] args = new String[more.length + 5];
        System.arraycopy(new String[] {"serve", campaign, "--json", "--listen", "127.0.0.1:0"}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        CompletableFuture<Program.Result> ended =
                CompletableFuture.supplyAsync(() -> Program.run(interrupt, out, args));
        await().until(() -> ended.isDone() || out.size() > 0);
        return ended;
    }

    @AfterEach
    void stop() {
        interrupt.ask();
    }

    private URI at(String path) throws IOException {
        String url = new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8))
                .get("url")
                .asText();
        return URI.create(url).resolve(path);
    }

    private HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) at(path).toURL().openConnection();
    }

    private static String body(HttpURLConnection c) throws IOException {
        try (var in = c.getResponseCode() < 400 ? c.getInputStream() : c.getErrorStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void pageIsTheReport_andStatusIsThatOfTheCommand_untilInterrupted() throws Exception {
        CompletableFuture<Program.Result> ended = serve();
        String page = body(open("/"));
        assertThat(page)
                .contains("id=\"live\"", "no-lost-freed-buffer", "<svg", "the budget is spent", "src=\"live.js\"");
        assertThat(open("/").getHeaderField("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(body(open("/live.js"))).contains("EventSource");
        var status = new ObjectMapper().readTree(body(open("/status.json")));
        assertThat(status).isEqualTo(Program.run("status", campaign, "--json").json());
        interrupt.ask();
        assertThat(ended.get(20, TimeUnit.SECONDS).code()).isEqualTo(ExitCode.DONE);
        assertThatThrownBy(() -> body(open("/"))).isInstanceOf(IOException.class);
    }

    @Test
    void eachChangeIsTold() throws Exception {
        serve();
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(open("/events").getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(events.readLine())
                    .matches("data: [0-9a-f]{16} violated: 200 schedules, .* 1 found; the budget is spent");
        }
    }

    @Test
    void aCampaignThatRuns_isFollowed() throws Exception {
        campaign = temp.resolve("running").toString();
        Interrupt other = Interrupt.never();
        CompletableFuture<Program.Result> run = CompletableFuture.supplyAsync(() -> Program.run(
                other,
                new ByteArrayOutputStream(),
                "run",
                "forget",
                "--for",
                "10m",
                "--workers",
                "1",
                "--campaign",
                campaign));
        await().until(() -> Files.exists(Path.of(campaign, "campaign.db")) || run.isDone());
        serve();
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(open("/events").getInputStream(), StandardCharsets.UTF_8))) {
            String first = events.readLine();
            assertThat(first).contains("inconclusive: ", " of 600 s");
            assertThat(events.readLine()).isEmpty();
            assertThat(events.readLine()).startsWith("data: ").isNotEqualTo(first);
        } finally {
            other.ask();
        }
        assertThat(run.get(60, TimeUnit.SECONDS).code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void otherPathsMethodsAndHosts_areRefused() throws Exception {
        serve();
        assertThat(open("/../../etc/passwd").getResponseCode()).isEqualTo(404);
        HttpURLConnection post = open("/");
        post.setRequestMethod("POST");
        assertThat(post.getResponseCode()).isEqualTo(405);
        try (Socket s = new Socket("127.0.0.1", at("/").getPort())) {
            s.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(s.getInputStream())).readLine();
            assertThat(line).contains("403");
        }
    }

    @Test
    @Tag("slow")
    void withKeys_onlyWhoHasThemIsAnswered() throws Exception {
        String keys = temp.resolve("keys").toString();
        String foreign = temp.resolve("foreign").toString();
        assertThat(Program.run("keys", "init", keys, "a", "b").code()).isZero();
        assertThat(Program.run("keys", "init", foreign, "c").code()).isZero();
        serve("--keys", keys + "/a");
        assertThat(body(withKeys(NodeKeys.in(Path.of(keys, "b")).context()))).contains("no-lost-freed-buffer");
        assertThatThrownBy(
                        () -> body(withKeys(NodeKeys.in(Path.of(foreign, "c")).context())))
                .isInstanceOf(SSLException.class);
        SSLContext none = SSLContext.getInstance("TLSv1.3");
        none.init(null, new TrustManager[] {new TrustsAll()}, null);
        assertThatThrownBy(() -> body(withKeys(none))).isInstanceOf(IOException.class);
    }

    private HttpsURLConnection withKeys(SSLContext context) throws IOException {
        HttpsURLConnection c = (HttpsURLConnection) at("/").toURL().openConnection();
        c.setSSLSocketFactory(context.getSocketFactory());
        c.setHostnameVerifier((host, session) -> true);
        return c;
    }

    /** Of a browser that has been told to go on. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] c, String t, Socket s) {}

        @Override
        public void checkServerTrusted(X509Certificate[] c, String t, Socket s) {}

        @Override
        public void checkClientTrusted(X509Certificate[] c, String t, SSLEngine e) {}

        @Override
        public void checkServerTrusted(X509Certificate[] c, String t, SSLEngine e) {}

        @Override
        public void checkClientTrusted(X509Certificate[] c, String t) {}

        @Override
        public void checkServerTrusted(X509Certificate[] c, String t) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void beyondThisMachineWithoutKeys_isRefused() {
        Program.Result r = Program.run("serve", campaign, "--listen", "192.0.2.7:25580");
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err())
                .startsWith("gfpfuzz: Listening at 192.0.2.7:25580, beyond this machine, needs keys")
                .hasLineCount(1);
    }

    @Test
    void portThatIsTaken_isASentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Program.Result r = Program.run("serve", campaign, "--listen", "127.0.0.1:" + taken.getLocalPort());
            assertThat(r.code()).isEqualTo(ExitCode.USAGE);
            assertThat(r.err())
                    .startsWith("gfpfuzz: Nothing can listen at 127.0.0.1:")
                    .hasLineCount(1);
        }
    }

    @Test
    void noCampaign_isASentence() {
        Program.Result r = Program.run("serve", temp.resolve("none").toString());
        assertThat(r.code()).isEqualTo(ExitCode.USAGE);
        assertThat(r.err()).contains("holds no campaign").hasLineCount(1);
    }
}
