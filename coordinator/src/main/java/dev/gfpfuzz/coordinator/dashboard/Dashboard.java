package dev.gfpfuzz.coordinator.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSummary;
import dev.gfpfuzz.workers.cluster.ClusterException;
import dev.gfpfuzz.workers.cluster.Endpoint;
import dev.gfpfuzz.workers.cluster.NodeConfig;
import dev.gfpfuzz.workers.cluster.NodeKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Shows one campaign over HTTP: {@code /} is the report as it stands, {@code /status.json} what {@code status --json} prints,
 * {@code /events} a server-sent event for each change. Nothing can be changed here.
 *
 * <p>Beyond this machine only over TLS 1.3, to who shows a certificate of the group. On this machine a page of another site
 * must not read it: the host that is asked for has to be this one.
 */
public final class Dashboard implements AutoCloseable {
    private static final String SCRIPT = "live.js";
    /** Each open page takes a thread; who is one too many is sent away. */
    private static final int THREADS_MAX = 64;

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final LivePages pages;
    private final Function<CampaignSummary, String> json;
    private final Endpoint at;
    private final @Nullable NodeKeys keys;
    private final HttpServer server;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, THREADS_MAX, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), task -> {
                Thread t = new Thread(task, "gfpfuzz-dashboard");
                t.setDaemon(true);
                return t;
            });

    /**
     * Begins to answer.
     *
     * @param at the name or address by which browsers reach it; port 0 lets the system choose
     * @param keys this node's keys; null only when nobody but this machine can reach it
     * @param json a campaign as a JSON document
     * @throws ClusterException with a sentence when others could reach it and there are no keys, or nothing can listen there
     */
    public Dashboard(
            Endpoint at, @Nullable NodeKeys keys, LiveCampaign campaign, Function<CampaignSummary, String> json) {
        NodeConfig.requireKeys(at, keys);
        this.at = at;
        this.keys = keys;
        this.json = json;
        pages = new LivePages(campaign);
        server = listen();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private HttpServer listen() {
        try {
            InetSocketAddress address = new InetSocketAddress(at.host(), at.port());
            if (keys == null) {
                return HttpServer.create(address, 0);
            }
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new Mutual(keys.context()));
            return secure;
        } catch (IOException e) {
            throw new ClusterException("Nothing can listen at " + at + ": " + e.getMessage() + ".", e);
        }
    }

    /** Both sides show a certificate. */
    private static final class Mutual extends HttpsConfigurator {
        Mutual(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters both = getSSLContext().getDefaultSSLParameters();
            both.setProtocols(new String[] {"TLSv1.3"});
            both.setNeedClientAuth(true);
            parameters.setSSLParameters(both);
        }
    }

    /** Where it is, for a browser. */
    public String url() {
        return (keys == null ? "http://" : "https://") + at.host() + ":"
                + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String refusal = refusal(exchange);
            if (refusal != null) {
                send(exchange, 403, "text/plain", refusal + "\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                send(exchange, 405, "text/plain", "Only GET: nothing can be changed here.\n");
            } else {
                get(exchange);
            }
        }
    }

    private void get(HttpExchange exchange) throws IOException {
        try {
            show(exchange);
        } catch (CampaignException e) {
            send(exchange, 500, "text/plain", e.getMessage() + "\n");
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/" -> send(exchange, 200, "text/html", pages.page());
            case "/status.json" -> send(exchange, 200, "application/json", json.apply(pages.now()));
            case "/" + SCRIPT -> send(exchange, 200, "text/javascript", script());
            case "/events" -> {
                headers(exchange, "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                pages.tell(exchange.getResponseBody());
            }
            default ->
                send(exchange, 404, "text/plain", "There is no '" + path + "'; there are /, /status.json, /events.\n");
        }
    }

    /** Why this one is not answered; null if it is. */
    private @Nullable String refusal(HttpExchange exchange) {
        if (exchange instanceof HttpsExchange secure && !NodeKeys.isOfTheGroup(secure.getSSLSession())) {
            return "This certificate is not one of the group.";
        }
        String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "")
                .replaceFirst(":[0-9]*$", "")
                .toLowerCase(Locale.ROOT);
        boolean ours = host.equals(at.host().toLowerCase(Locale.ROOT))
                || keys != null
                || at.isLoopback() && THIS_MACHINE.contains(host);
        return ours ? null : "'" + host + "' is not here.";
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        headers(exchange, type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void headers(HttpExchange exchange, String type) {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
    }

    private static String script() throws IOException {
        try (InputStream in = Dashboard.class.getResourceAsStream(SCRIPT)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        pages.close();
        threads.shutdownNow();
        server.stop(0);
    }
}
