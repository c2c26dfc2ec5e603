package dev.gfpfuzz.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code check --listen} and workers in processes of their own, on loopback: verdict, figures and the digest over the subtrees
 * are those of threads of one process, however many workers there are and whatever happens to one.
 */
class CheckClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern ADDRESS = Pattern.compile("worker --join (\\S+)");

    @TempDir
    Path temp;

    private Path dir;
    private final List<JarProgram> started = new ArrayList<>();
    private JarProgram check;
    private String address;

    @BeforeEach
    void prepare() throws IOException {
        dir = Files.createDirectory(temp.resolve("work"));
    }

    @AfterEach
    void endWhatRuns() {
        started.forEach(JarProgram::kill);
    }

    private JarProgram start(String... args) throws IOException {
        JarProgram p = JarProgram.start(dir, args);
        started.add(p);
        return p;
    }

    private void listen(String scenario, String profile) throws IOException {
        check = start("check", scenario, "--profile", profile, "--listen", "127.0.0.1:0", "--json");
        await().atMost(PATIENCE).until(() -> ADDRESS.matcher(check.errSoFar()).find());
        Matcher found = ADDRESS.matcher(check.errSoFar());
        assertThat(found.find()).isTrue();
        address = found.group(1);
    }

    private JarProgram worker() throws IOException {
        return start("worker", "--join", address, "--workers", "1");
    }

    private static JsonNode document(JarProgram of) throws Exception {
        Program.Result r = of.result();
        assertThat(r.code()).as(r.err()).isIn(ExitCode.DONE, ExitCode.VIOLATION);
        return ((ObjectNode) r.json()).without("seconds");
    }

    private JsonNode byThreads(String scenario, String profile) throws Exception {
        return document(start("check", scenario, "--profile", profile, "--workers", "2", "--json"));
    }

    @Test
    void oneWorker_findsTheSameCounterexample() throws Exception {
        listen("two-readers", "mut_renoio");
        JarProgram worker = worker();
        assertThat(document(check)).isEqualTo(byThreads("two-readers", "mut_renoio"));
        assertThat(worker.result().code()).isEqualTo(ExitCode.DONE);
        assertThat(worker.errSoFar()).contains("The search has ended");
    }

    /** With one worker from beginning to end, with two, and with one of two killed. */
    @Test
    void workersThatComeAndAreKilled_proveTheSame() throws Exception {
        JsonNode threads = byThreads("zone-reserves", "v4_17");
        listen("zone-reserves", "v4_17");
        assertThat(worker().result().code()).isEqualTo(ExitCode.DONE);
        assertThat(document(check)).isEqualTo(threads);

        listen("zone-reserves", "v4_17");
        JarProgram second = worker();
        JarProgram third = worker();
        await().atMost(PATIENCE)
                .until(() -> joined(second) && joined(third) && check.errSoFar().contains(" subtrees searched"));
        assertThat(check.alive()).isTrue();
        assertThat(document(check)).isEqualTo(threads);
        assertThat(second.result().code()).isEqualTo(ExitCode.DONE);
        assertThat(third.result().code()).isEqualTo(ExitCode.DONE);

        listen("zone-reserves", "v4_17");
        JarProgram victim = worker();
        JarProgram survivor = worker();
        await().atMost(PATIENCE)
                .until(() ->
                        joined(victim) && joined(survivor) && check.errSoFar().contains(" subtrees searched"));
        assertThat(check.alive()).isTrue();
        victim.kill();
        assertThat(document(check)).isEqualTo(threads);
        assertThat(check.errSoFar()).contains("its work goes to another");
        assertThat(survivor.result().code()).isEqualTo(ExitCode.DONE);
    }

    private static boolean joined(JarProgram worker) {
        try {
            return worker.errSoFar().contains("Joined the coordinator");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
